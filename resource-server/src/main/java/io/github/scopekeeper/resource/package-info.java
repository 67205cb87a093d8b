/**
 * What an API needs of Scopekeeper: who calls, what they may do, whether they logged in lately
 * enough, and a record of what was let through.
 */
package io.github.scopekeeper.resource;
