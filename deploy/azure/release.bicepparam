using 'release.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'registry')
param tableEndpoint = readEnvironmentVariable('AZURE_STORAGE_TABLE_ENDPOINT')
param authAuthority = readEnvironmentVariable('AUTH_AUTHORITY')
param authAudience = readEnvironmentVariable('AUTH_AUDIENCE')
param authRoleClaim = readEnvironmentVariable('AUTH_ROLE_CLAIM', 'roles')
param hubClientId = readEnvironmentVariable('HUB_CLIENT_ID', '')
param hubClientSecret = readEnvironmentVariable('HUB_CLIENT_SECRET', '')
param hubPublicUrl = readEnvironmentVariable('HUB_PUBLIC_URL', '')
param siloGroup = readEnvironmentVariable('SILO_GROUP', 'blue')
param siloImage = readEnvironmentVariable('SILO_IMAGE', '')
param siloCount = int(readEnvironmentVariable('SILO_COUNT', '3'))
param apiImage = readEnvironmentVariable('API_IMAGE', '')
