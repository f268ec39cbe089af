using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace RemoteExecutor;

/// <summary>One worker that takes its time. What it is handed waits in line; its result goes to the address that came with it.</summary>
internal sealed class Workshop : IAsyncDisposable
{
    private readonly Channel<(JsonObject Result, Uri Callback)> _line = Channel.CreateUnbounded<(JsonObject, Uri)>();
    private readonly HttpClient _client = new();
    private readonly Task _worker;

    public Workshop() => _worker = WorkAsync();

    public void Take(JsonObject result, Uri callback) => _line.Writer.TryWrite((result, callback));

    public async ValueTask DisposeAsync()
    {
        _line.Writer.Complete();
        await _worker;
        _client.Dispose();
    }

    private async Task WorkAsync()
    {
        await foreach (var (result, callback) in _line.Reader.ReadAllAsync())
        {
            using var body = new StringContent(result.ToJsonString(), Encoding.UTF8, "application/json");
            using var answer = await _client.PostAsync(callback, body);
            answer.EnsureSuccessStatusCode();
        }
    }
}
