// What stays: network, storage, identities, registry of images, telemetry, the Container Apps environment. The programs
// themselves come and go with every release: release.bicep.
targetScope = 'subscription'

@description('Names everything; the resource group is rg-<name>.')
@minLength(3)
@maxLength(20)
param environmentName string

@description('The Azure region.')
param location string

@description('Whether storage and environment are spread over availability zones. The region must have them.')
param zoneRedundant bool = true

var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module foundation 'modules/foundation.bicep' = {
  scope: group
  params: {
    environmentName: environmentName
    location: location
    tags: tags
    zoneRedundant: zoneRedundant
  }
}

// azd keeps outputs as variables of its environment; deploy/azure/release reads them there.
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_CONTAINER_REGISTRY_NAME string = foundation.outputs.registryName
output AZURE_CONTAINER_APPS_DOMAIN string = foundation.outputs.environmentDomain
output AZURE_STORAGE_TABLE_ENDPOINT string = foundation.outputs.tableEndpoint
