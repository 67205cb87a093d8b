<#-- What the consent pages, the user's page and the theme's own grant page have in common. -->

<#macro assets script=false more=[]>
  <#-- The version keeps a browser from showing the styles of the release before. -->
  <#list ["scope-consent", "scope-consent-rows", "scope-consent-answer"] + more as style>
    <link rel="stylesheet" href="${url.resourcesPath}/css/${style}.css?v=@{project.version}">
  </#list>
  <#if script>
    <script type="module" src="${url.resourcesPath}/js/scope-consent.js?v=@{project.version}"></script>
  </#if>
</#macro>

<#macro icon name>
  <svg class="scope-icon scope-icon-${name}" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor"
       stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">
    <#switch name>
      <#case "low"><circle cx="8" cy="8" r="6.25"/><path d="M8 7.5v3.25M8 5v.01"/><#break>
      <#case "medium"><path d="M8 1.75 15 14H1zM8 6.25v3.5M8 11.75v.01"/><#break>
      <#case "high"><path fill="currentColor" d="M5.25 1.5h5.5l3.75 3.75v5.5l-3.75 3.75h-5.5L1.5 10.75v-5.5z"/><path class="scope-icon-cut" d="M8 4.5v4M8 11.25v.01"/><#break>
      <#case "lock"><path d="M3 7.25h10v7H3zM5.25 7V4.75a2.75 2.75 0 0 1 5.5 0V7"/><#break>
      <#case "key"><circle cx="5" cy="8" r="3.25"/><path d="M8.25 8H15M12.5 8v2.5"/><#break>
      <#case "done"><path d="m2.5 8.5 3.5 3.5 7.5-8"/><#break>
      <#case "app"><path d="M2 2h5v5H2zM9 2h5v5H9zM2 9h5v5H2zM9 9h5v5H9z"/><#break>
      <#case "web"><circle cx="8" cy="8" r="6.25"/><path d="M1.75 8h12.5M8 1.75c-4.5 4-4.5 8.5 0 12.5M8 1.75c4.5 4 4.5 8.5 0 12.5"/><#break>
      <#case "device"><path d="M1.5 2.5h13v8.5h-13zM5 14h6M8 11v3"/><#break>
      <#case "back"><path d="M2.5 6.5h7a4 4 0 0 1 0 8H6M5.5 3.5l-3 3 3 3"/><#break>
      <#case "no"><circle cx="8" cy="8" r="6.25"/><path d="m3.75 3.75 8.5 8.5"/><#break>
      <#case "open"><path d="m4 6 4 4 4-4"/><#break>
    </#switch>
  </svg>
</#macro>

<#macro hidden><span class="scope-hidden"><#nested></span></#macro>

<#macro outside href>
  <a href="${href}" target="_blank" rel="noopener noreferrer"><#nested><@hidden> ${msg("scopeConsentNewTab")}</@hidden></a>
</#macro>

<#macro note kind sign>
  <div class="scope-note scope-note-${kind}"><@icon sign/><div><#nested></div></div>
</#macro>

<#macro picture name image="">
  <div class="scope-app-logo">
    <#if image?has_content>
      <img src="${image}" alt="" width="48" height="48" referrerpolicy="no-referrer">
    <#elseif name?has_content && name[0..<1]?matches("[\\p{L}\\p{N}]")>
      <span aria-hidden="true">${name[0..<1]?upper_case}</span>
    <#else>
      <@icon "app"/>
    </#if>
  </div>
</#macro>

<#macro site name>
  <p class="scope-app-domain"><@icon "web"/><span><@hidden>${msg("scopeConsentDomain")} </@hidden><bdi dir="ltr">${name}</bdi></span></p>
</#macro>

<#macro person name username>
  <p class="scope-app-user">
    <#if name?has_content && username?has_content && name != username>
      ${msg("scopeConsentSignedInAsBoth", name, username)}
    <#else>
      ${msg("scopeConsentSignedInAs", name?has_content?then(name, username))}
    </#if>
  </p>
</#macro>

<#macro app name logo="" domain="" user="" username="">
  <div class="scope-app">
    <@picture name=name image=logo/>
    <div class="scope-app-text">
      <p class="scope-app-name"><bdi>${name}</bdi></p>
      <#if domain?has_content><@site domain/></#if>
    </div>
    <#if user?has_content || username?has_content><@person name=user username=username/></#if>
  </div>
</#macro>

<#macro risk level>
  <#switch level>
    <#case "high"><li class="scope-chip scope-chip-high"><@icon "high"/>${msg("scopeConsentRiskHigh")}</li><#break>
    <#case "medium"><li class="scope-chip scope-chip-medium"><@icon "medium"/>${msg("scopeConsentRiskMedium")}</li><#break>
    <#case "low"><li class="scope-chip scope-chip-low"><@icon "low"/>${msg("scopeConsentRiskLow")}</li><#break>
  </#switch>
</#macro>

<#-- The texts of one permission, and what the page has to add; "choose": a checkbox with the row's id stands before. -->
<#macro permission row choose>
  <div class="scope-row-text">
    <p class="scope-row-name">
      <#if choose><label for="${row.id}"><bdi>${row.label}</bdi></label><#else><bdi>${row.label}</bdi></#if>
      <#if row.privileged><span class="scope-lock" id="${row.id}-lock"><@icon "lock"/><@hidden>${msg("scopeConsentSensitive")}</@hidden></span></#if>
    </p>
    <div id="${row.id}-about">
      <#if (row.description)?has_content>
        <p class="scope-row-description"><bdi>${row.description}</bdi></p>
      </#if>
      <#if row.includes?has_content>
        <p class="scope-row-includes">${msg("scopeConsentIncludes")} <#list row.includes as included><bdi>${included}</bdi><#sep>${msg("scopeConsentComma")} </#sep></#list></p>
      </#if>
      <#local needed = row.locked && row.required>
      <#if (row.risk)?has_content || row.reauth || row.granted || needed>
      <ul class="scope-facts" role="list">
        <@risk (row.risk)!""/>
        <#if row.reauth><li class="scope-fact"><@icon "key"/>${msg("scopeConsentReauth")}</li></#if>
        <#if row.granted><li class="scope-fact"><@icon "done"/>${msg("scopeConsentGranted")}</li></#if>
        <#if needed><li class="scope-fact">${msg("scopeConsentRequired")}</li></#if>
      </ul>
      </#if>
      <#nested>
    </div>
  </div>
</#macro>

<#-- A permission with its box. -->
<#macro choice row>
  <li class="scope-row <#if row.locked>scope-row-locked</#if>">
    <input type="checkbox" class="scope-check" id="${row.id}" name="scope" value="${row.name}"
           aria-describedby="<#if row.privileged>${row.id}-lock </#if>${row.id}-about" <#if row.checked || row.locked>checked</#if> <#if row.locked>disabled</#if>>
    <@permission row=row choose=true/>
  </li>
</#macro>

<#-- What the app says of its request: its words and not ours, so nothing in them becomes more than text. -->
<#macro words name feature="" reason="">
  <figure class="scope-words" id="scope-consent-words">
    <figcaption>${msg("scopeConsentWords", name)}</figcaption>
    <blockquote>
      <#if feature?has_content><p class="scope-words-feature"><bdi>${feature}</bdi></p></#if>
      <#if reason?has_content><p><bdi>${reason}</bdi></p></#if>
    </blockquote>
  </figure>
</#macro>

<#macro links name policy terms>
  <#if policy?has_content || terms?has_content>
    <ul class="scope-links" role="list">
      <#if policy?has_content><li><@outside policy>${msg("scopeConsentPolicy", name)}</@outside></li></#if>
      <#if terms?has_content><li><@outside terms>${msg("scopeConsentTerms", name)}</@outside></li></#if>
    </ul>
  </#if>
</#macro>

<#macro names rows>
  <#list rows as row>
    <div><dt><bdi>${row.label}</bdi></dt><dd><code dir="ltr">${row.name}</code></dd></div>
  </#list>
</#macro>

<#-- The theme's own buttons; a second one that it has no look for gets ours. -->
<#macro button name value label first=false id="scope-consent-" + value>
  <#local look = first?then(properties.kcButtonPrimaryClass!"", properties.kcButtonSecondaryClass!"scope-button-second")>
  <button type="submit" name="${name}" value="${value}" id="${id}" class="scope-button ${properties.kcButtonClass!} ${look}">${label}</button>
</#macro>
