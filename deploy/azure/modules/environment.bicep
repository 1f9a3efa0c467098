param name string
param location string
param tags object
param zoneRedundant bool
param subnetId string
param networkId string
param logsName string
param insightsName string

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = {
  name: logsName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

// A preview version of the API: no other has the OpenTelemetry agent.
// Internal: its address is one of the network. The ports of the silos have no authentication of their own, and are
// opened at that address.
resource environment 'Microsoft.App/managedEnvironments@2025-10-02-preview' = {
  name: name
  location: location
  tags: tags
  properties: {
    vnetConfiguration: { infrastructureSubnetId: subnetId, internal: true }
    zoneRedundant: zoneRedundant
    workloadProfiles: [
      { name: 'Consumption', workloadProfileType: 'Consumption' }
    ]
    appLogsConfiguration: { destination: 'azure-monitor' }
    appInsightsConfiguration: { connectionString: insights.properties.ConnectionString }
    openTelemetryConfiguration: {
      logsConfiguration: { destinations: ['appInsights'] }
      tracesConfiguration: { destinations: ['appInsights'] }
    }
  }
}

resource logging 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'logs'
  scope: environment
  properties: {
    workspaceId: logs.id
    logs: [
      { category: 'ContainerAppConsoleLogs', enabled: true }
      { category: 'ContainerAppSystemLogs', enabled: true }
    ]
  }
}

// So that the network finds the API by its name.
module dns 'dns.bicep' = {
  params: {
    domain: environment.properties.defaultDomain
    address: environment.properties.staticIp
    networkId: networkId
    tags: tags
  }
}

output domain string = environment.properties.defaultDomain
