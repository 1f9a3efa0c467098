// A backup every night: a job that runs `export` from the image of the API, with the identity of the silos, which is the one
// that may read all tables. Once, beside main.bicep; again with each release, so that it is the version that runs.
import { resourceNames } from 'modules/names.bicep'

@description('The name that main.bicep was given.')
param environmentName string

@description('The table endpoint of the storage account; an output of main.bicep.')
param tableEndpoint string

@description('The image of the API that runs, with tag or digest.')
param apiImage string

@description('When, UTC, as cron has it.')
param schedule string = '0 3 * * *'

@description('The size of the share, in GiB; you pay for it as it is. A premium share has at least 100.')
@minValue(100)
param quotaGiB int = 100

@description('As main.bicep was given it.')
param zoneRedundant bool = true

var names = resourceNames(environmentName, uniqueString(resourceGroup().id))
var mount = '/backup'

module share 'modules/backupshare.bicep' = {
  params: {
    name: names.backups
    shareName: 'backups'
    quotaGiB: quotaGiB
    zoneRedundant: zoneRedundant
    networkName: names.network
  }
}

resource containers 'Microsoft.App/managedEnvironments@2025-01-01' existing = {
  name: names.environment

  resource backups 'storages' = {
    name: 'backups'
    properties: {
      nfsAzureFile: { server: share.outputs.server, shareName: share.outputs.path, accessMode: 'ReadWrite' }
    }
  }
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: names.siloIdentity
}

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = {
  name: names.registry
}

resource job 'Microsoft.App/jobs@2025-01-01' = {
  name: 'backup'
  location: resourceGroup().location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    environmentId: containers.id
    workloadProfileName: 'Consumption'
    configuration: {
      triggerType: 'Schedule'
      scheduleTriggerConfig: { cronExpression: schedule, parallelism: 1, replicaCompletionCount: 1 }
      replicaTimeout: 14400
      replicaRetryLimit: 1
      registries: [{ server: registry.properties.loginServer, identity: identity.id }]
    }
    template: {
      containers: [
        {
          name: 'backup'
          image: apiImage
          args: ['export', '--file', '${mount}/registry-{time}.jsonl']
          resources: { cpu: json('1.0'), memory: '2Gi' }
          env: [
            { name: 'AZURE_CLIENT_ID', value: identity.properties.clientId }
            { name: 'Cluster__ServiceId', value: environmentName }
            { name: 'Storage__Provider', value: 'AzureTables' }
            { name: 'Storage__Endpoint', value: tableEndpoint }
          ]
          volumeMounts: [{ volumeName: 'backups', mountPath: mount }]
        }
      ]
      volumes: [{ name: 'backups', storageType: 'NfsAzureFile', storageName: containers::backups.name }]
    }
  }
}
