using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace RemoteExecutor;

/// <summary>One worker that takes its time. What it is handed waits in line; each result goes to the address that came with it.</summary>
internal sealed class Workshop : IAsyncDisposable
{
    private readonly Channel<(string Picture, Uri Callback)> _line = Channel.CreateUnbounded<(string, Uri)>();
    private readonly HttpClient _client = new();
    private readonly Task _worker;

    public Workshop() => _worker = WorkAsync();

    public void Take(string picture, Uri callback) => _line.Writer.TryWrite((picture, callback));

    public static JsonObject Shrink(string picture) => new() { ["result_type"] = "SUCCESS", ["thumbnail"] = $"small-{picture}" };

    public async ValueTask DisposeAsync()
    {
        _line.Writer.Complete();
        await _worker;
        _client.Dispose();
    }

    private async Task WorkAsync()
    {
        await foreach (var (picture, callback) in _line.Reader.ReadAllAsync())
        {
            using var result = new StringContent(Shrink(picture).ToJsonString(), Encoding.UTF8, "application/json");
            using var answer = await _client.PostAsync(callback, result);
            answer.EnsureSuccessStatusCode();
        }
    }
}
