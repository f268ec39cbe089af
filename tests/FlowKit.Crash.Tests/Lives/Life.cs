using System.Diagnostics;
using System.Globalization;
using FlowKit.Crash.Tests.Promises;

namespace FlowKit.Crash.Tests.Lives;

/// <summary>One process from its start to its end. Several may live at once on a store that allows it.</summary>
internal sealed class Life : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    public Life(int number, IEnumerable<string> arguments)
    {
        Number = number;
        var program = Path.Combine(
            AppContext.BaseDirectory.Replace("FlowKit.Crash.Tests", "FlowKit.CrashHost", StringComparison.Ordinal), "FlowKit.CrashHost.dll");
        _process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The how manyth it is.</summary>
    public int Number { get; }

    /// <summary>It has taken up what the store held.</summary>
    public bool IsUp { get; set; }

    /// <summary>What the system says it does, for people: <c>T</c> is one that was stopped by a signal; empty where the system does not say.</summary>
    public string State
    {
        get
        {
            var stat = $"/proc/{_process.Id.ToString(CultureInfo.InvariantCulture)}/stat";
            return File.Exists(stat) ? File.ReadAllText(stat).Split(") ")[1][..1] : string.Empty;
        }
    }

    /// <summary>It was killed, or is about to be.</summary>
    public bool IsDoomed { get; private set; }

    /// <summary>The next line; null when the process has ended and all it said was read.</summary>
    public async Task<Line?> ReadAsync(CancellationToken cancellationToken)
    {
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            var words = line.Split('\t');
            if (words[^1] == ".")
            {
                return new(words[..^2], long.Parse(words[^2], CultureInfo.InvariantCulture));
            }
        }

        return null;
    }

    /// <summary>Says something; whether it arrives, the answer tells.</summary>
    public async Task SayAsync(IReadOnlyList<string> words)
    {
        try
        {
            await _process.StandardInput.WriteAsync($"{string.Join('\t', words)}\n");
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
        }
    }

    /// <summary>SIGKILL, or what the system has in its place, after a moment.</summary>
    public async Task KillAsync(TimeSpan moment)
    {
        IsDoomed = true;
        if (moment > TimeSpan.Zero)
        {
            await Task.Delay(moment);
        }

        _process.Kill();
    }

    /// <summary>Sends a signal: <c>STOP</c>, <c>CONT</c>, <c>TERM</c>.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Waits for its end; what it said on its error stream.</summary>
    public async Task<string> EndAsync()
    {
        await _process.WaitForExitAsync();
        return await _errors;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
