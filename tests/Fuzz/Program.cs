using Registry.Fuzz;
using SharpFuzz;

switch (args)
{
    // The fuzzer hands over one input after the other.
    case [var name] when Targets.All.TryGetValue(name, out var target):
        Fuzzer.Run(stream =>
        {
            using var input = new MemoryStream();
            stream.CopyTo(input);
            target(input.ToArray());
        });
        return 0;

    case [var name, var file] when Targets.All.TryGetValue(name, out var target):
        target(File.ReadAllBytes(file));
        Console.WriteLine("Nothing is wrong with it.");
        return 0;

    default:
        Console.WriteLine(string.Join('\n', Targets.All.Keys));
        return args.Length == 0 ? 0 : 2;
}
