namespace FlowKit.Tests.Cli;

/// <summary>A call of <c>flowkit serve</c> that listens, until it is stopped.</summary>
internal sealed class Served : IAsyncDisposable
{
    private const string Said = "Listening on ";

    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<string> _url = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<CliCall> _call;

    private Served(string[] args)
    {
        var around = new CliCall.Surroundings { Token = _stop.Token, Heard = Hear };
        _call = CliCall.RunAsync(around, ["serve", "--urls", "http://127.0.0.1:0", .. args]);
    }

    public HttpClient Client { get; private set; } = null!;

    /// <summary>Returns when it listens.</summary>
    public static async Task<Served> StartAsync(params string[] args)
    {
        var served = new Served(args);
        var first = await Task.WhenAny(served._url.Task, served._call);
        Assert.True(first == served._url.Task, first == served._call ? (await served._call).Error : null);
        served.Client = new() { BaseAddress = new Uri(await served._url.Task) };
        return served;
    }

    /// <summary>Stops it as Ctrl-C does, and gives what it came to.</summary>
    public async Task<CliCall> StopAsync()
    {
        await _stop.CancelAsync();
        return await _call;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Client.Dispose();
        _stop.Dispose();
    }

    private void Hear(string line)
    {
        if (line.StartsWith(Said, StringComparison.Ordinal))
        {
            _url.TrySetResult(line[Said.Length..]);
        }
    }
}
