using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Registry.Grains.Interfaces.Tests;

/// <summary>
/// During a rolling upgrade silos of this version and of the one before talk to each other. What earlier versions sent is
/// on record, as bytes, in wire-N.json, and this version has to understand all of it.
/// </summary>
public sealed class WireTests : IDisposable
{
    private const string RecordVariable = "REGISTRY_RECORD_WIRE";

    private readonly ServiceProvider services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    private Serializer Serializer => services.GetRequiredService<Serializer>();

    public static TheoryData<string, string> Recorded
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var file in Directory.GetFiles(Folder(), "wire-*.json"))
            {
                foreach (var (type, _) in Read(file))
                {
                    data.Add(Path.GetFileName(file), type);
                }
            }

            return data;
        }
    }

    public void Dispose() => services.Dispose();

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Deserialize_SentByAnEarlierVersion_KeepsEveryMember(string file, string type)
    {
        var recorded = Read(Path.Combine(Folder(), file))[type]!;

        var value = Serializer.Deserialize<object>(Convert.FromBase64String((string)recorded["bytes"]!))!;

        // Members that came later may be there besides.
        AssertContains(recorded["value"], JsonSerializer.SerializeToNode(Shape(value)), type);
    }

    [Fact]
    public void Deserialize_ReportWithoutTheStateOfTheEndpoint_CountsItAsHealthy()
    {
        var recorded = Read(Path.Combine(Folder(), "wire-2.json"))[typeof(WebhookReport).ToString()]!;

        var report = (WebhookReport)Serializer.Deserialize<object>(Convert.FromBase64String((string)recorded["bytes"]!))!;

        Assert.Equal(new(EndpointState.Healthy), report.Endpoint);
    }

    [Fact]
    public void Contracts_Today_AreOnRecord()
    {
        var file = Path.Combine(Folder(), "wire-2.json");
        if (Environment.GetEnvironmentVariable(RecordVariable) is not null)
        {
            var record = new JsonObject(Samples.All.GroupBy(sample => sample.GetType().ToString()).Select(samples => KeyValuePair.Create<string, JsonNode?>(
                samples.Key,
                new JsonObject
                {
                    ["bytes"] = Convert.ToBase64String(Serializer.SerializeToArray<object>(samples.First())),
                    ["value"] = JsonSerializer.SerializeToNode(Shape(samples.First())),
                })));
            File.WriteAllText(file, record.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
        }

        var missing = Samples.All.Select(sample => sample.GetType().ToString()).Distinct().Except(Read(file).Select(entry => entry.Key)).ToArray();
        Assert.True(missing.Length == 0, $"Not on record: {string.Join(", ", missing)}. Record them for the next version: run this test with {RecordVariable}=1.");
    }

    private static object Shape(object value) => value is Exception exception ? new { exception.Message } : value;

    private static void AssertContains(JsonNode? expected, JsonNode? actual, string path)
    {
        if (expected is JsonObject members)
        {
            foreach (var (name, member) in members)
            {
                AssertContains(member, Assert.IsType<JsonObject>(actual)[name], $"{path}.{name}");
            }
        }
        else if (expected is JsonArray items)
        {
            var found = Assert.IsType<JsonArray>(actual);
            Assert.True(items.Count == found.Count, path);
            for (var index = 0; index < items.Count; index++)
            {
                AssertContains(items[index], found[index], $"{path}[{index}]");
            }
        }
        else
        {
            Assert.True(JsonNode.DeepEquals(expected, actual), $"{path} was {expected}, is {actual}");
        }
    }

    private static JsonObject Read(string file) => File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file))!.AsObject() : [];

    private static string Folder([CallerFilePath] string source = "") => Path.GetDirectoryName(source)!;
}
