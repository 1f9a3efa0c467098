// One silo is one app with one replica: Container Apps gives a replica no address that others may rely on, but it does
// give each app a port of its own at the address of the environment.
import { probes } from 'probes.bicep'

param name string
param group string
param names object
param image string
param settings array
param siloPort int
param gatewayPort int

resource environment 'Microsoft.App/managedEnvironments@2025-01-01' existing = {
  name: names.environment
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: names.siloIdentity
}

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = {
  name: names.registry
}

resource silo 'Microsoft.App/containerApps@2025-01-01' = {
  name: name
  location: resourceGroup().location
  tags: { 'registry-silos': group }
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
      ingress: {
        external: true
        transport: 'tcp'
        targetPort: siloPort
        exposedPort: siloPort
        additionalPortMappings: [
          { external: true, targetPort: gatewayPort, exposedPort: gatewayPort }
        ]
      }
    }
    template: {
      terminationGracePeriodSeconds: 60
      scale: { minReplicas: 1, maxReplicas: 1 }
      containers: [
        {
          name: 'silo'
          image: image
          resources: { cpu: json('1.0'), memory: '2Gi' }
          probes: probes
          env: concat(settings, [
            { name: 'AZURE_CLIENT_ID', value: identity.properties.clientId }
            { name: 'Cluster__AdvertisedAddress', value: environment.properties.staticIp }
            { name: 'Cluster__SiloPort', value: string(siloPort) }
            { name: 'Cluster__GatewayPort', value: string(gatewayPort) }
            { name: 'OTEL_SERVICE_NAME', value: 'registry-silo' }
          ])
        }
      ]
    }
  }
}
