param name string
param location string
param tags object
param zoneRedundant bool
param endpointSubnetId string
param networkId string
param siloPrincipalId string
param apiPrincipalId string

// The table of the cluster's members, which Orleans names so. It is made here so that a role can be given on it alone.
var membershipTable = 'OrleansSiloInstances'
var zoneName = 'privatelink.table.${environment().suffixes.storage}'

// Built-in roles. The silos make their tables themselves, so theirs is on the account; an API process only reads where
// the silos are.
var tableDataContributor = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
)
var tableDataReader = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '76199698-9eea-4c19-bc75-cec21354c6b6'
)

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS' }
  properties: {
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: 'Disabled'
    networkAcls: { defaultAction: 'Deny', bypass: 'None' }
    supportsHttpsTrafficOnly: true
  }

  resource tables 'tableServices' = {
    name: 'default'

    resource members 'tables' = { name: membershipTable }
  }
}

resource siloData 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(account.id, siloPrincipalId, tableDataContributor)
  properties: {
    principalId: siloPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: tableDataContributor
  }
}

resource apiMembers 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account::tables::members
  name: guid(account::tables::members.id, apiPrincipalId, tableDataReader)
  properties: {
    principalId: apiPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: tableDataReader
  }
}

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: '${name}-table'
  location: location
  tags: tags
  properties: {
    subnet: { id: endpointSubnetId }
    privateLinkServiceConnections: [
      { name: 'table', properties: { privateLinkServiceId: account.id, groupIds: ['table'] } }
    ]
  }

  resource dns 'privateDnsZoneGroups' = {
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        { name: 'table', properties: { privateDnsZoneId: zone.id } }
      ]
    }
  }
}

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: zoneName
  location: 'global'
  tags: tags

  resource link 'virtualNetworkLinks' = {
    name: 'registry'
    location: 'global'
    properties: { registrationEnabled: false, virtualNetwork: { id: networkId } }
  }
}

output tableEndpoint string = account.properties.primaryEndpoints.table
