import { probes } from 'probes.bicep'

param names object
param image string
param settings array
param minReplicas int
param maxReplicas int

@secure()
param hubClientSecret string = ''

var secretName = 'hub-client-secret'

resource environment 'Microsoft.App/managedEnvironments@2025-01-01' existing = {
  name: names.environment
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: names.apiIdentity
}

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = {
  name: names.registry
}

resource api 'Microsoft.App/containerApps@2025-01-01' = {
  name: 'api'
  location: resourceGroup().location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    environmentId: environment.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      registries: [{ server: registry.properties.loginServer, identity: identity.id }]
      secrets: empty(hubClientSecret) ? [] : [{ name: secretName, value: hubClientSecret }]
      ingress: { external: true, transport: 'http', targetPort: 8080, allowInsecure: false }
    }
    template: {
      terminationGracePeriodSeconds: 60
      scale: {
        minReplicas: minReplicas
        maxReplicas: maxReplicas
        rules: [
          { name: 'http', http: { metadata: { concurrentRequests: '100' } } }
        ]
      }
      containers: [
        {
          name: 'api'
          image: image
          resources: { cpu: json('1.0'), memory: '2Gi' }
          probes: probes
          env: concat(
            settings,
            [
              { name: 'AZURE_CLIENT_ID', value: identity.properties.clientId }
              { name: 'Cluster__Mode', value: 'Client' }
              { name: 'OTEL_SERVICE_NAME', value: 'registry-api' }
            ],
            empty(hubClientSecret) ? [] : [{ name: 'Hub__ClientSecret', secretRef: secretName }]
          )
        }
      ]
    }
  }
}
