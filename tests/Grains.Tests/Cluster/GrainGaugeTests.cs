using Registry.Silo;

namespace Registry.Grains.Tests;

/// <summary>Orleans counts the grains in memory by their type; the board wants the sum.</summary>
public sealed class GrainGaugeTests
{
    private readonly GrainGauge gauge = new();

    [Fact]
    public void Take_SeveralTypes_IsTheirSumWithoutOrleansOwn()
    {
        Record("installation", 400);
        Record("app", 20);
        Record("sys.svc.catalog", 1);
        Record("health", 2);

        Assert.Equal(422, gauge.Take());
    }

    [Fact]
    public void Take_Again_IsWhatWasCountedSince()
    {
        Record("installation", 400);
        gauge.Take();
        Record("installation", 399);

        Assert.Equal(399, gauge.Take());
    }

    private void Record(string type, int count) => gauge.Record(count, [new("grain_type", type)]);
}
