namespace Registry.Api;

/// <summary>
/// The endpoint that answers on the long way what is answered before routing. Metrics and traces then tell of the one what they tell of the other.
/// </summary>
/// <param name="endpoints">All there are; complete when the first call comes.</param>
/// <param name="name">Its name.</param>
internal sealed class QuickEndpoint(EndpointDataSource endpoints, string name)
{
    private readonly Lazy<Endpoint> endpoint = new(() =>
        endpoints.Endpoints.Single(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName == name));

    public void TakeOver(HttpContext context) => context.SetEndpoint(endpoint.Value);
}
