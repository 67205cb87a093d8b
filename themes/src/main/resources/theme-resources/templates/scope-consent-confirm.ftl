<#import "template.ftl" as layout>
<#import "scope-consent-parts.ftl" as parts>
<#assign heading = msg("scopeConsentConfirmTitle")>
<#global title = heading>
<@layout.registrationLayout bodyClass="oauth"; section>
  <#if section == "header">
    <span class="scope-title">${heading}</span>
  <#elseif section == "form">
    <@parts.assets/>
    <div class="scope-consent" id="scope-confirmation">
      <@parts.app name=consent.app.name logo=consent.app.logo!"" domain=consent.app.domain!"" user=consent.user!"" username=consent.username!""/>
      <#if consent.words??><@parts.words name=consent.app.inSentence feature=consent.words.feature!"" reason=consent.words.reason!""/></#if>

      <h2 class="scope-intro scope-intro-strong" id="scope-confirm-intro">
        <#if consent.rows?size == 1>${msg("scopeConsentConfirmIntroOne", consent.app.inSentence)}<#else>${msg("scopeConsentConfirmIntroMany", consent.app.inSentence, consent.rows?size?c)}</#if>
      </h2>
      <ul class="scope-rows scope-rows-framed scope-rows-high" role="list" aria-labelledby="scope-confirm-intro">
        <#list consent.rows as row>
          <li class="scope-row"><@parts.permission row=row choose=false/></li>
        </#list>
      </ul>
      <p class="scope-intro">${msg("scopeConsentConfirmChoices", consent.app.inSentence)}</p>

      <form id="scope-confirmation-form" method="post" action="${url.loginAction}" autocomplete="off"
            aria-label="${msg("scopeConsentForm", consent.app.inSentence)}">
        <div class="scope-actions">
          <@parts.button name="decision" value="confirm" label=msg("scopeConsentConfirm") first=true/>
          <@parts.button name="decision" value="deny" label=msg("scopeConsentDeny")/>
          <button type="submit" name="decision" value="back" id="scope-consent-back" class="scope-back">${msg("scopeConsentBack")}</button>
        </div>
      </form>

      <footer class="scope-footer">
        <details class="scope-technical">
          <summary>${msg("scopeConsentTechnical")}</summary>
          <dl><@parts.names consent.rows/></dl>
        </details>
      </footer>
    </div>
  </#if>
</@layout.registrationLayout>
