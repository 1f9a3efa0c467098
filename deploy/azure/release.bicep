// One release: a group of silos, or the API processes, or both. deploy/azure/release says in which order.
import { resourceNames } from 'modules/names.bicep'

@description('The name that main.bicep was given.')
param environmentName string

@description('The table endpoint of the storage account; an output of main.bicep.')
param tableEndpoint string

@description('The OpenID Connect issuer that tokens come from: an https URL.')
param authAuthority string

@description('What the aud claim of a token must name.')
param authAudience string

@description('The claim that holds the roles.')
param authRoleClaim string = 'roles'

@description('The client id of the Hub at the issuer; empty to leave the Hub off.')
param hubClientId string = ''

@description('The secret of that client; empty where it is a public one.')
@secure()
param hubClientSecret string = ''

@description('Where people find the Hub, e.g. https://hub.example; empty for the address that a request came to.')
param hubPublicUrl string = ''

@description('Which half of the port range the silos take. A release takes the half that the running one does not.')
@allowed(['blue', 'green'])
param siloGroup string = 'blue'

@description('The image of the silos, with tag or digest; empty to leave the silos alone.')
param siloImage string = ''

@description('How many silos.')
@minValue(1)
@maxValue(50)
param siloCount int = 3

@description('The image of the API, with tag or digest; empty to leave it alone.')
param apiImage string = ''

@minValue(1)
param apiMinReplicas int = 2

@minValue(1)
param apiMaxReplicas int = 10

var names = resourceNames(environmentName, uniqueString(resourceGroup().id))
var firstPort = siloGroup == 'blue' ? 0 : 100
var settings = [
  { name: 'Cluster__ClusterId', value: environmentName }
  { name: 'Cluster__ServiceId', value: environmentName }
  { name: 'Storage__Provider', value: 'AzureTables' }
  { name: 'Storage__Endpoint', value: tableEndpoint }
]

module silos 'modules/silo.bicep' = [
  for index in range(0, siloCount): if (!empty(siloImage)) {
    params: {
      name: 'silo-${siloGroup}-${index}'
      group: siloGroup
      names: names
      image: siloImage
      settings: settings
      siloPort: 11111 + firstPort + index
      gatewayPort: 30000 + firstPort + index
    }
  }
]

module api 'modules/api.bicep' = if (!empty(apiImage)) {
  params: {
    names: names
    image: apiImage
    settings: concat(
      settings,
      [
        { name: 'Auth__Authority', value: authAuthority }
        { name: 'Auth__Audience', value: authAudience }
        { name: 'Auth__RoleClaim', value: authRoleClaim }
      ],
      empty(hubClientId) ? [] : [{ name: 'Hub__ClientId', value: hubClientId }],
      empty(hubPublicUrl) ? [] : [{ name: 'Hub__PublicUrl', value: hubPublicUrl }]
    )
    hubClientSecret: hubClientSecret
    minReplicas: apiMinReplicas
    maxReplicas: apiMaxReplicas
  }
}
