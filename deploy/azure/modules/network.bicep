param name string
param location string
param tags object

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.40.0.0/22'] }
    subnets: [
      {
        name: 'container-apps'
        properties: {
          addressPrefix: '10.40.0.0/23'
          delegations: [
            { name: 'container-apps', properties: { serviceName: 'Microsoft.App/environments' } }
          ]
        }
      }
      {
        name: 'private-endpoints'
        properties: { addressPrefix: '10.40.2.0/27' }
      }
    ]
  }

  resource environmentSubnet 'subnets' existing = { name: 'container-apps' }
  resource endpointSubnet 'subnets' existing = { name: 'private-endpoints' }
}

output id string = network.id
output environmentSubnetId string = network::environmentSubnet.id
output endpointSubnetId string = network::endpointSubnet.id
