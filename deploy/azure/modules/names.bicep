// The names by which foundation.bicep makes things and release.bicep finds them again.

@export()
func resourceNames(environmentName string, token string) object => {
  environment: 'cae-${environmentName}'
  network: 'vnet-${environmentName}'
  logs: 'log-${environmentName}'
  insights: 'appi-${environmentName}'
  siloIdentity: 'id-${environmentName}-silo'
  apiIdentity: 'id-${environmentName}-api'
  storage: 'st${token}'
  backups: 'bk${token}'
  registry: 'cr${token}'
}
