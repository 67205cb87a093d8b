<#import "template.ftl" as layout>
<#import "scope-consent-parts.ftl" as parts>
<#import "scope-permissions-parts.ftl" as own>
<#assign heading = msg("scopePermissionsTitle")>
<#global title = heading>
<@layout.registrationLayout bodyClass="oauth"; section>
  <#if section == "header">
    <span class="scope-title">${heading}</span>
  <#elseif section == "form">
    <@parts.assets more=["scope-permissions"]/>
    <div class="scope-consent" id="scope-permissions">
      <@own.notice/>
      <@parts.person name=permissions.user!"" username=permissions.username!""/>
      <#if permissions.apps?has_content>
        <p class="scope-intro">${msg("scopePermissionsIntro")}</p>
      <#else>
        <div class="scope-empty">
          <@parts.icon "app"/>
          <p class="scope-intro-strong">${msg("scopePermissionsNone")}</p>
          <p>${msg("scopePermissionsNoneHint")}</p>
        </div>
      </#if>

      <div class="scope-groups">
        <#list permissions.apps as app>
          <details class="scope-group" id="${app.id}" data-app="${app.clientId}" <#if app.open>open</#if>>
            <summary class="scope-app">
              <@parts.picture name=app.name image=app.logo!""/>
              <div class="scope-app-text">
                <h2 class="scope-app-name" id="${app.id}-name"><bdi>${app.name}</bdi></h2>
                <p class="scope-app-facts">
                  <#if app.count == 1>${msg("scopeConsentCountOne")}<#else>${msg("scopeConsentCountMany", app.count?c)}</#if>
                  <#if app.lastUsed??><span class="scope-app-used">${msg("scopePermissionsLastUsed")} <@own.time app.lastUsed/></span></#if>
                </p>
              </div>
              <@parts.icon "open"/>
            </summary>
            <@own.held app=app/>
          </details>
        </#list>
      </div>

      <form id="scope-permissions-form" method="post" action="${url.loginAction}">
        <#if permissions.apps?has_content><p>${msg("scopePermissionsSoon")}</p></#if>
        <div class="scope-actions">
          <@parts.button name="do" value="done" id="scope-permissions-done" label=msg("scopePermissionsDone") first=true/>
        </div>
      </form>
    </div>
  </#if>
</@layout.registrationLayout>
