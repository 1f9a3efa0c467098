namespace Registry.Silo.Tests;

/// <summary>A database without a silo around it.</summary>
internal static class TestDatabase
{
    public static SqliteDatabase Open(string directory, TimeSpan busyTimeout, string serviceId = "registry")
    {
        var database = new SqliteDatabase(directory, serviceId, busyTimeout);
        try
        {
            database.Open();
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }
}
