using Registry.Servers;

namespace Registry.Silo.Tests;

internal static class SqliteDirectory
{
    extension(TempDirectory directory)
    {
        /// <summary>The database file of a registry in this directory.</summary>
        public string Database => Path.Combine(directory.Path, SqliteDatabase.FileName);
    }
}
