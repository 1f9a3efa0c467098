// Where backups lie: a file share that only the registry's network reaches, in an account of its own, so that whoever loses
// one account still has the other. NFS, because a mount of an SMB share takes an account key, and there is no secret here.
param name string
param shareName string
param quotaGiB int
param zoneRedundant bool
param networkName string

var zoneName = 'privatelink.file.${environment().suffixes.storage}'

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' existing = {
  name: networkName

  resource endpointSubnet 'subnets' existing = { name: 'private-endpoints' }
}

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: resourceGroup().location
  kind: 'FileStorage'
  sku: { name: zoneRedundant ? 'Premium_ZRS' : 'Premium_LRS' }
  properties: {
    allowSharedKeyAccess: false
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: 'Disabled'
    networkAcls: { defaultAction: 'Deny', bypass: 'None' }
    // NFS has no TLS; what it is about goes no further than the private endpoint.
    supportsHttpsTrafficOnly: false
  }

  resource files 'fileServices' = {
    name: 'default'
    properties: { shareDeleteRetentionPolicy: { enabled: true, days: 30 } }

    resource share 'shares' = {
      name: shareName
      properties: { enabledProtocols: 'NFS', rootSquash: 'NoRootSquash', shareQuota: quotaGiB }
    }
  }
}

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: '${name}-file'
  location: resourceGroup().location
  properties: {
    subnet: { id: network::endpointSubnet.id }
    privateLinkServiceConnections: [
      { name: 'file', properties: { privateLinkServiceId: account.id, groupIds: ['file'] } }
    ]
  }

  resource dns 'privateDnsZoneGroups' = {
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        { name: 'file', properties: { privateDnsZoneId: zone.id } }
      ]
    }
  }
}

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: zoneName
  location: 'global'

  resource link 'virtualNetworkLinks' = {
    name: 'registry'
    location: 'global'
    properties: { registrationEnabled: false, virtualNetwork: { id: network.id } }
  }
}

output server string = '${account.name}.file.${environment().suffixes.storage}'
output path string = '/${account.name}/${shareName}'
