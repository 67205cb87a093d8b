<#-- Keycloak's own grant page, all or nothing: form action, "code", "accept" and "cancel" are Keycloak's. -->
<#import "template.ftl" as layout>
<#import "scope-consent-parts.ftl" as parts>
<#assign app = client.name?has_content?then(advancedMsg(client.name!""), client.clientId)>
<#-- Marks that keep the direction of the name to itself. -->
<#assign plain = app?matches("[ -~]*") && !((locale.rtl)!false)>
<#assign said = plain?then(app, "\x2068" + app + "\x2069")>
<#assign heading = msg("scopeConsentTitle", said)>
<#global title = heading>
<#function web address>
  <#return address?matches("https?://[!-~]+", "i")>
</#function>
<@layout.registrationLayout bodyClass="oauth"; section>
  <#if section == "header">
    <span class="scope-title">${heading}</span>
  <#elseif section == "form">
    <@parts.assets/>
    <#assign logo = client.attributes.logoUri!"" policy = client.attributes.policyUri!"" terms = client.attributes.tosUri!"">
    <div id="kc-oauth" class="scope-consent">
      <@parts.app name=app logo=web(logo)?then(logo, "")/>
      <h2 class="scope-intro scope-intro-strong" id="scope-grant-intro">${msg("scopeConsentGrantAll", said)}</h2>
      <ul class="scope-rows scope-rows-framed" role="list" aria-labelledby="scope-grant-intro">
        <#list oauth.clientScopesRequested![] as clientScope>
          <#-- The parameter's name until 26.5 and since. -->
          <#assign parameter = clientScope.parameterizedScopeParameter!clientScope.dynamicScopeParameter!"">
          <#assign text = parameter?has_content?then(advancedMsg(clientScope.consentScreenText, parameter), advancedMsg(clientScope.consentScreenText))>
          <li class="scope-row">
            <@parts.icon "done"/>
            <div class="scope-row-text">
              <p class="scope-row-name">${text}<#if parameter?has_content && !text?contains(parameter)>: <bdi>${parameter}</bdi></#if></p>
            </div>
          </li>
        </#list>
      </ul>

      <form method="post" action="${url.oauthAction}" aria-label="${msg("scopeConsentForm", said)}">
        <input type="hidden" name="code" value="${oauth.code}">
        <div class="scope-actions">
          <@parts.button name="accept" value="accept" id="kc-login" label=msg("scopeConsentGrant") first=true/>
          <@parts.button name="cancel" value="cancel" id="kc-cancel" label=msg("scopeConsentDeny")/>
        </div>
      </form>

      <footer class="scope-footer">
        <p>${msg("scopeConsentRevoke")}</p>
        <@parts.links name=said policy=web(policy)?then(policy, "") terms=web(terms)?then(terms, "")/>
      </footer>
    </div>
  </#if>
</@layout.registrationLayout>
