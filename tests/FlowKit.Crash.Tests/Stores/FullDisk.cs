using FlowKit.Sqlite.Tests.Saving;

namespace FlowKit.Crash.Tests.Stores;

/// <summary>A small disk that something else fills to the last byte, and leaves again.</summary>
internal sealed class FullDisk : IDisposable
{
    private readonly Tmpfs _disk = new(megabytes: 24);

    public string Path => _disk.Path;

    private string Filler => System.IO.Path.Combine(Path, "filler");

    public async Task FillAsync()
    {
        var block = new byte[4096];
        await using var file = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                await file.WriteAsync(block);
            }
        }
        catch (IOException)
        {
        }
    }

    public void Empty() => File.Delete(Filler);

    public void Dispose() => _disk.Dispose();
}
