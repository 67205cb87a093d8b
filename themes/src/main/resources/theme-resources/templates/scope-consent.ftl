<#import "template.ftl" as layout>
<#import "scope-consent-parts.ftl" as parts>
<#assign heading = msg("scopeConsentTitle", consent.app.inSentence)>
<#-- Newer layouts take the window's title from here. -->
<#global title = heading>
<@layout.registrationLayout bodyClass="oauth"; section>
  <#if section == "header">
    <span class="scope-title">${heading}</span>
  <#elseif section == "form">
    <@parts.assets script=consent.choice/>
    <div class="scope-consent" id="scope-consent">
      <@parts.app name=consent.app.name logo=consent.app.logo!"" domain=consent.app.domain!"" user=consent.user!"" username=consent.username!""/>
      <#if consent.words??><@parts.words name=consent.app.inSentence feature=consent.words.feature!"" reason=consent.words.reason!""/></#if>

      <#if consent.device>
        <@parts.note kind="info" sign="device"><p>${msg("scopeConsentDevice")}</p></@parts.note>
      </#if>
      <p class="scope-intro">${consent.choice?then(msg("scopeConsentIntroChoice", consent.app.inSentence), msg("scopeConsentIntro", consent.app.inSentence))}</p>
      <#if consent.sensitive>
        <@parts.note kind="warning" sign="lock"><p><strong>${msg("scopeConsentWarningTitle")}</strong> ${msg("scopeConsentWarning")}</p></@parts.note>
      </#if>

      <#-- "off": a browser that restores ticks after a reload would restore them by position. -->
      <form id="scope-consent-form" method="post" action="${url.loginAction}" autocomplete="off"
            aria-label="${msg("scopeConsentForm", consent.app.inSentence)}">
        <div class="scope-groups">
          <#if consent.client??>
            <section class="scope-group scope-group-client" id="scope-consent-client" aria-labelledby="scope-client-name">
              <h2 class="scope-group-name" id="scope-client-name">${msg("scopeConsentClient")}</h2>
              <ul class="scope-rows" role="list" aria-labelledby="scope-client-name"><@parts.choice row=consent.client/></ul>
            </section>
          </#if>
          <#list consent.groups as group>
            <details class="scope-group" <#if group.open>open</#if>>
              <summary>
                <h2 class="scope-group-name" id="${group.id}-name"><bdi>${group.label}</bdi></h2>
                <#if group.sensitive>
                  <span class="scope-chip scope-chip-sensitive"><@parts.icon "lock"/>${msg("scopeConsentSensitive")}</span>
                </#if>
                <span class="scope-group-count"><#if group.count == 1>${msg("scopeConsentCountOne")}<#else>${msg("scopeConsentCountMany", group.count?c)}</#if></span>
                <@parts.icon "open"/>
              </summary>
              <ul class="scope-rows" role="list" aria-labelledby="${group.id}-name">
                <#list group.rows as row><@parts.choice row=row/></#list>
              </ul>
            </details>
          </#list>
        </div>

        <#if consent.choice>
          <p class="scope-count" role="status" hidden data-some="${msg("scopeConsentSelected", "{0}", "{1}")}" data-none="${msg("scopeConsentSelectedNone")}"></p>
        </#if>
        <#-- Grant comes first: Enter in a checkbox presses a form's first button. -->
        <div class="scope-actions">
          <@parts.button name="decision" value="grant" label=msg("scopeConsentGrant") first=true/>
          <@parts.button name="decision" value="deny" label=msg("scopeConsentDeny")/>
        </div>
      </form>

      <footer class="scope-footer">
        <p>
          <#if (consent.accountUrl)?has_content>
            <@parts.outside consent.accountUrl>${msg("scopeConsentRevoke")}</@parts.outside>
          <#else>
            ${msg("scopeConsentRevoke")}
          </#if>
        </p>
        <@parts.links name=consent.app.inSentence policy=consent.app.policy!"" terms=consent.app.terms!""/>
        <details class="scope-technical">
          <summary>${msg("scopeConsentTechnical")}</summary>
          <dl><#if consent.client??><@parts.names [consent.client]/></#if><#list consent.groups as group><@parts.names group.rows/></#list></dl>
        </details>
      </footer>
    </div>
  </#if>
</@layout.registrationLayout>
