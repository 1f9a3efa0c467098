using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Registry.Grains.Interfaces.Tests;

public sealed class ContractSerializationTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    public static TheoryData<string> SampleTypes => [.. Samples.All.Select(sample => sample.GetType().FullName!)];

    public void Dispose() => services.Dispose();

    [Theory]
    [MemberData(nameof(SampleTypes))]
    public void Serializer_Sample_RoundTrips(string type)
    {
        var sample = Samples.All.Single(sample => sample.GetType().FullName == type);

        Assert.Equal(Describe(sample), Describe(RoundTrip(sample)));
    }

    [Fact]
    public void Serializer_RefusalAsItsBaseType_KeepsTheCase()
    {
        foreach (var refusal in Samples.All.OfType<Refusal>())
        {
            Assert.IsType(refusal.GetType(), RoundTrip(refusal));
        }
    }

    [Fact]
    public void Serializer_Page_KeepsItemsOfAnyType() =>
        Assert.Equal([1, 2], RoundTrip(new Page<int>([1, 2], null)).Items);

    [Fact]
    public void Serializer_NothingAskedFor_StaysDifferentFromAnEmptyList()
    {
        Assert.Null(RoundTrip(new InstallRequest()).Scopes);
        Assert.Equal(ImmutableArray<ScopeId>.Empty, RoundTrip(new InstallRequest(Scopes: [])).Scopes);
    }

    [Fact]
    public void Samples_Together_CoverEverySerializedTypeAndMember()
    {
        var serialized = typeof(App).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null && !type.IsAbstract)
            .Select(type => type.FullName!);
        var sampled = Samples.All.Select(sample => sample.GetType()).Select(type => type.IsGenericType ? type.GetGenericTypeDefinition().FullName! : type.FullName!);

        Assert.Empty(serialized.Except(sampled));
        Assert.All(Samples.All, AssertNoMemberIsDefault);
    }

    private T RoundTrip<T>(T value)
    {
        var serializer = services.GetRequiredService<Serializer>();
        return serializer.Deserialize<T>(serializer.SerializeToArray(value))!;
    }

    // Immutable arrays are equal only to themselves, so values are compared by what they say.
    private static string Describe(object value) => value is RegistryUnavailableException exception
        ? $"{exception.Message} {exception.MayHaveChanged} {exception.InnerException!.Message}"
        : $"{value.GetType()} {JsonSerializer.Serialize(value, value.GetType())}";

    // A member at its default would come back as sent although it is never serialized.
    private static void AssertNoMemberIsDefault(object sample)
    {
        foreach (var member in sample.GetType().GetProperties().Where(member => member.GetCustomAttribute<IdAttribute>() is not null))
        {
            var value = member.GetValue(sample);
            Assert.False(
                value is null or false or 0L or "" or System.Collections.ICollection { Count: 0 },
                $"The sample of {sample.GetType()} must set {member.Name}.");
        }
    }
}
