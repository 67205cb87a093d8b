<#import "template.ftl" as layout>
<#import "scope-consent-parts.ftl" as parts>
<#import "scope-permissions-parts.ftl" as own>
<#assign app = permissions.confirm.app>
<#assign required = permissions.confirm.required!"">
<#assign heading = msg(required?has_content?then("scopePermissionsRemoveTitle", "scopePermissionsConfirmTitle"), app.inSentence)>
<#global title = heading>
<@layout.registrationLayout bodyClass="oauth"; section>
  <#if section == "header">
    <span class="scope-title">${heading}</span>
  <#elseif section == "form">
    <@parts.assets more=["scope-permissions"]/>
    <div class="scope-consent" id="scope-permissions-confirmation" data-app="${app.clientId}">
      <@parts.app name=app.name logo=app.logo!"" user=permissions.user!"" username=permissions.username!""/>
      <#if required?has_content>
        <@parts.note kind="warning" sign="medium"><p>${msg("scopePermissionsRemoveReason", app.inSentence, required)}</p></@parts.note>
      </#if>
      <#if app.groups?has_content || app.client??>
        <h2 class="scope-intro scope-intro-strong" id="scope-confirm-intro">${msg("scopePermissionsConfirmIntro", app.inSentence)}</h2>
        <ul class="scope-rows scope-rows-framed" role="list" aria-labelledby="scope-confirm-intro">
          <#if app.client??><@own.client text=app.client/></#if>
          <#list app.groups as group>
            <#list group.rows as row>
              <li class="scope-row" data-scope="${row.name}"><@parts.permission row=row + {"locked": false} choose=false/></li>
            </#list>
          </#list>
        </ul>
      </#if>
      <p class="scope-intro">${msg("scopePermissionsConfirmChoices", app.inSentence)}</p>

      <form id="scope-permissions-form" method="post" action="${url.loginAction}">
        <input type="hidden" name="app" value="${app.key}">
        <div class="scope-actions">
          <@parts.button name="do" value="confirm-take-back-all" id="scope-permissions-confirm" label=msg(required?has_content?then("scopePermissionsRemoveAccess", "scopePermissionsTakeBackAll")) first=true/>
          <@parts.button name="do" value="back" id="scope-permissions-back" label=msg("scopePermissionsBack")/>
        </div>
      </form>
    </div>
  </#if>
</@layout.registrationLayout>
