using System.Text;
using Orleans.Storage;

namespace Registry.AzureTables.Tests;

internal sealed class NoteSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => BinaryData.FromBytes(Encoding.UTF8.GetBytes(((Note)(object)input!).Text));

    public T Deserialize<T>(BinaryData input) => (T)(object)new Note { Text = input.ToString() };
}
