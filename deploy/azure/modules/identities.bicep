param siloName string
param apiName string
param location string
param tags object

resource silo 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: siloName
  location: location
  tags: tags
}

resource api 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: apiName
  location: location
  tags: tags
}

output siloPrincipalId string = silo.properties.principalId
output apiPrincipalId string = api.properties.principalId
