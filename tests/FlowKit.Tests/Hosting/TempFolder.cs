namespace FlowKit.Tests.Hosting;

/// <summary>A folder with files that is gone after the test.</summary>
internal sealed class TempFolder : IDisposable
{
    public TempFolder(params (string Name, string Text)[] files)
    {
        foreach (var (name, text) in files)
        {
            var path = System.IO.Path.Combine(Path, name);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("flowkit").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
