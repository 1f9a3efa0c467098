using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Registry.Api;

/// <summary>The OpenAPI document. Made once, when it is first asked for: it takes half a second, and anybody may ask.</summary>
internal sealed class ReferenceDocument([FromKeyedServices(ReferenceDocument.Name)] IOpenApiDocumentProvider provider)
{
    public const string Name = "v1";

    private readonly Lazy<Task<byte[]>> json = new(() => MakeAsync(provider));

    public async Task<IResult> GetAsync() => Results.Bytes(await json.Value, "application/json; charset=utf-8");

    private static async Task<byte[]> MakeAsync(IOpenApiDocumentProvider provider)
    {
        var document = await provider.GetOpenApiDocumentAsync();
        using var stream = new MemoryStream();
        await document.SerializeAsJsonAsync(stream, OpenApiSpecVersion.OpenApi3_1);
        return stream.ToArray();
    }
}
