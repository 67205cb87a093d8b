<#-- What the user's page and its confirmation have in common. -->
<#import "scope-consent-parts.ftl" as parts>

<#-- What was just done. The focus says it to those who do not see it. -->
<#macro notice>
  <#if (permissions.message)?has_content>
    <div class="scope-note scope-note-${permissions.changed?then("done", "warning")}" role="${permissions.changed?then("status", "alert")}" tabindex="-1" autofocus id="scope-permissions-message">
      <@parts.icon permissions.changed?then("done", "medium")/><p><bdi>${permissions.message}</bdi></p>
    </div>
  </#if>
</#macro>

<#macro time at><time datetime="${at.iso}"><bdi>${at.text}</bdi></time></#macro>

<#macro list labels><#list labels as label><bdi>${label}</bdi><#sep>${msg("scopeConsentComma")} </#sep></#list></#macro>

<#macro press app do label what="" scope="" look="scope-button-second">
  <form class="scope-press" method="post" action="${url.loginAction}">
    <input type="hidden" name="app" value="${app.key}">
    <#if scope?has_content><input type="hidden" name="scope" value="${scope}"></#if>
    <button type="submit" name="do" value="${do}" class="scope-button ${look}"
            aria-label="${label}: <#if what?has_content>${what}${msg("scopeConsentComma")} </#if>${app.name}">${label}</button>
  </form>
</#macro>

<#-- What Keycloak calls the client's own row: it can only be taken back with everything. -->
<#macro client text>
  <li class="scope-row"><div class="scope-row-text"><p class="scope-row-name"><bdi>${text}</bdi></p></div></li>
</#macro>

<#macro held app>
  <#if app.client??>
    <div class="scope-held">
      <h3 class="scope-held-name" id="${app.id}-client-name">${msg("scopeConsentClient")}</h3>
      <ul class="scope-rows" role="list" aria-labelledby="${app.id}-client-name"><@client text=app.client/></ul>
    </div>
  </#if>
  <#list app.groups as group>
    <div class="scope-held">
      <h3 class="scope-held-name" id="${group.id}-name"><bdi>${group.label}</bdi></h3>
      <ul class="scope-rows" role="list" aria-labelledby="${group.id}-name">
        <#list group.rows as row>
          <li class="scope-row" data-scope="${row.name}">
            <@permission row=row/>
            <#if row.endsAccess>
              <@press app=app do="take-back" scope=row.name label=msg("scopePermissionsRemoveAccess") what=row.label look="scope-button-second scope-button-danger"/>
            <#else>
              <@press app=app do="take-back" scope=row.name label=msg("scopePermissionsTakeBack") what=row.label/>
            </#if>
          </li>
        </#list>
      </ul>
    </div>
  </#list>
  <#if app.unlisted><p class="scope-held scope-held-more">${msg("scopePermissionsUnlisted", msg("scopePermissionsTakeBackAll"))}</p></#if>
  <#if app.declined?has_content><@declined app=app/></#if>
  <div class="scope-held-end">
    <@names app=app/>
    <#if app.revocable>
      <@press app=app do="take-back-all" label=msg("scopePermissionsTakeBackAll") look="scope-button-second scope-button-danger"/>
    </#if>
  </div>
</#macro>

<#macro permission row>
  <@parts.permission row=row choose=false>
    <#if row.since??><p class="scope-row-since">${msg("scopePermissionsSince")} <@time row.since/></p></#if>
    <#if row.takesWith?has_content><p class="scope-row-since">${msg("scopePermissionsTakesWith")} <@list row.takesWith/></p></#if>
    <#if row.endsAccess><p class="scope-row-since">${msg("scopePermissionsEndsAccess")}</p></#if>
  </@parts.permission>
</#macro>

<#macro declined app>
  <div class="scope-held">
    <h3 class="scope-held-name" id="${app.id}-declined"><@parts.icon "no"/>${msg("scopePermissionsDeclined")}</h3>
    <ul class="scope-rows" role="list" aria-labelledby="${app.id}-declined">
      <#list app.declined as row>
        <li class="scope-row" data-scope="${row.name}">
          <div class="scope-row-text">
            <p class="scope-row-name"><bdi>${row.label}</bdi></p>
            <ul class="scope-facts" role="list"><@parts.risk (row.risk)!""/></ul>
            <p class="scope-row-since">${msg("scopePermissionsDeclinedOn")} <@time row.deniedAt/></p>
            <p class="scope-row-since"><#if row.until??>${msg("scopePermissionsUntil")} <@time row.until/><#else>${msg("scopePermissionsAskable")}</#if></p>
          </div>
          <#if row.until??><@press app=app do="ask-again" scope=row.name label=msg("scopePermissionsAskAgain") what=row.label/></#if>
        </li>
      </#list>
    </ul>
  </div>
</#macro>

<#macro names app>
  <#if app.groups?has_content || app.declined?has_content>
    <details class="scope-technical">
      <summary>${msg("scopeConsentTechnical")}<@parts.hidden> (<bdi>${app.name}</bdi>)</@parts.hidden></summary>
      <dl><#list app.groups as group><@parts.names group.rows/></#list><@parts.names app.declined/></dl>
    </details>
  </#if>
</#macro>
