using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

public sealed class KnownPlacesTests
{
    private readonly KnownPlaces places = new();

    [Fact]
    public void Find_NeverRemembered_IsZero()
    {
        places.Remember(Key(1), 1);

        Assert.All(Enumerable.Range(2, 10_000), number => Assert.Equal(0, places.Find(Key(number))));
    }

    [Fact]
    public void Find_Remembered_IsTheLastPlace()
    {
        foreach (var place in (int[])[1, 2, KnownPlaces.MaxPlace, 17])
        {
            places.Remember(Key(1), place);
            Assert.Equal(place, places.Find(Key(1)));
        }
    }

    [Fact]
    public void Forget_TakesOutWhatWasRemembered_AndNothingElse()
    {
        places.Remember(Key(1), 5);
        places.Forget(Key(2));
        Assert.Equal(5, places.Find(Key(1)));

        places.Forget(Key(1));
        Assert.Equal(0, places.Find(Key(1)));
    }

    // Some fifty of ten thousand need the room of another one.
    [Fact]
    public void Find_OfMany_IsRightOrForgotten()
    {
        for (var number = 0; number < 10_000; number++)
        {
            places.Remember(Key(number), (number % KnownPlaces.MaxPlace) + 1);
        }

        var found = Enumerable.Range(0, 10_000).Select(number => (Expected: (number % KnownPlaces.MaxPlace) + 1, Actual: places.Find(Key(number)))).ToArray();
        Assert.All(found, place => Assert.True(place.Actual == 0 || place.Actual == place.Expected));
        Assert.InRange(found.Count(place => place.Actual != 0), 9_500, 10_000);
    }

    private static InstallationKey Key(int number) => new(WorkspaceId.Parse($"ws_{number / 3}"), AppId.Parse($"app-{number}"));
}
