using System.Diagnostics;

namespace RemoteExecutor;

/// <summary>The executor as a process of its own. It says where it listens, and ends when nobody holds its input open any more.</summary>
internal sealed class ExecutorProcess : IDisposable
{
    private readonly Process _process;

    private ExecutorProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<ExecutorProcess> StartAsync()
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(ExecutorProcess).Assembly.Location, "executor"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The executor did not start.");
        return new(process, new Uri(line));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
