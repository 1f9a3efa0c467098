using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Metadata;

namespace Registry.Api;

/// <summary>A body that follows every rule of its type: one with a fault never reaches a handler.</summary>
internal sealed record JsonBody<T>(T Value) : IBindableFromHttpContext<JsonBody<T>>, IEndpointParameterMetadataProvider
    where T : class
{
    private static readonly JsonTypeInfo<T> Type = (JsonTypeInfo<T>)ApiJson.Readable.GetTypeInfo(typeof(T))!;
    private static readonly bool IsOptional = typeof(T).IsDefined(typeof(OptionalBodyAttribute), inherit: false);

    /// <summary>The body as the registry would write it: the same for bodies that mean the same.</summary>
    public byte[] Canonical() => JsonSerializer.SerializeToUtf8Bytes(Value, Type);

    public static async ValueTask<JsonBody<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var bytes = await BodyReader.ReadAsync(context);
        if (bytes.IsEmpty && IsOptional)
        {
            return new(JsonSerializer.Deserialize("{}"u8, Type)!);
        }

        BodyReader.DemandJson(context, bytes);
        return new(Read(bytes, context.RequestServices));
    }

    /// <exception cref="ProblemException">Everything that is wrong with the JSON.</exception>
    public static T Read(ReadOnlyMemory<byte> json, IServiceProvider services)
    {
        BodyInspector.Inspect(json, Type, services);
        return JsonSerializer.Deserialize(json.Span, Type)!;
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new BodyDoc(typeof(T), IsOptional));
}
