using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Registry.Api;

/// <summary>The names of enum values as JSON has them, for places that are no JSON.</summary>
internal static class JsonNames
{
    public static string Of<T>(T value)
        where T : struct, Enum => Names<T>.ByValue[value];

    public static bool TryParse<T>(string name, out T value)
        where T : struct, Enum => Names<T>.ByName.TryGetValue(name, out value);

    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => Names<T>.Ordered;

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> ByValue = Enum.GetValues<T>().ToFrozenDictionary(value => value, Name);
        public static readonly string[] Ordered = [.. Enum.GetValues<T>().Select(Name)];
        public static readonly FrozenDictionary<string, T> ByName = Enum.GetValues<T>().ToFrozenDictionary(Name);

        private static string Name(T value) =>
            JsonSerializer.SerializeToElement(value, (JsonTypeInfo<T>)ApiJson.Readable.GetTypeInfo(typeof(T))!).GetString()!;
    }
}
