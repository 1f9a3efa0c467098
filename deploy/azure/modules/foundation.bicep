import { resourceNames } from 'names.bicep'

param environmentName string
param location string
param tags object
param zoneRedundant bool

var names = resourceNames(environmentName, uniqueString(resourceGroup().id))

module network 'network.bicep' = {
  params: { name: names.network, location: location, tags: tags }
}

module identities 'identities.bicep' = {
  params: { siloName: names.siloIdentity, apiName: names.apiIdentity, location: location, tags: tags }
}

module storage 'storage.bicep' = {
  params: {
    name: names.storage
    location: location
    tags: tags
    zoneRedundant: zoneRedundant
    endpointSubnetId: network.outputs.endpointSubnetId
    networkId: network.outputs.id
    siloPrincipalId: identities.outputs.siloPrincipalId
    apiPrincipalId: identities.outputs.apiPrincipalId
  }
}

module registry 'registry.bicep' = {
  params: {
    name: names.registry
    location: location
    tags: tags
    pullPrincipalIds: [identities.outputs.siloPrincipalId, identities.outputs.apiPrincipalId]
  }
}

module monitoring 'monitoring.bicep' = {
  params: { logsName: names.logs, insightsName: names.insights, location: location, tags: tags }
}

module environment 'environment.bicep' = {
  params: {
    name: names.environment
    location: location
    tags: tags
    zoneRedundant: zoneRedundant
    subnetId: network.outputs.environmentSubnetId
    networkId: network.outputs.id
    logsName: names.logs
    insightsName: names.insights
  }
  dependsOn: [monitoring]
}

output registryName string = names.registry
output environmentDomain string = environment.outputs.domain
output tableEndpoint string = storage.outputs.tableEndpoint
