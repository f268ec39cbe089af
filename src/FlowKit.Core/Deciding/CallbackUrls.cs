using FlowKit.Callbacks;
using FlowKit.Dispatching;

namespace FlowKit.Deciding;

/// <summary>The addresses under which executors bring results back.</summary>
/// <param name="options">The host's address, the path, and how long addresses are good.</param>
/// <param name="serverAddress">The host's address as far as it is known, where the options name none.</param>
/// <param name="tokens">Signs the addresses; null when callbacks need no token.</param>
internal sealed class CallbackUrls(FlowEngineOptions options, Func<Uri?> serverAddress, CallbackTokens? tokens) : ICallbackAddress
{
    /// <summary>How long after its time limit an attempt is told that it is late, and not that its token is no good.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    private readonly string _path = $"{options.CallbackPrefix.TrimEnd('/')}/trigger.json";
    private string? _server;

    /// <summary>The host's own address without a slash at its end; null when it has none.</summary>
    public string? Server => _server ??= (options.ServerUrl ?? serverAddress())?.ToString().TrimEnd('/');

    /// <summary>The address an attempt is given: good for that attempt alone.</summary>
    public string? Of(DispatchRequest request)
    {
        if (Server is null)
        {
            return null;
        }

        var attempt = AttemptMark.Of(request.Epoch, request.Attempt);
        var token = request.Deadline is { } deadline
            ? Token(request.ExecutionId, request.Task, attempt, deadline.UtcTicks, Grace)
            : Token(request.ExecutionId, request.Task, attempt, request.SentAt, options.CallbackTokenLifetime);
        return $"{Plain(request.ExecutionId, request.Task)}&attempt={attempt}{token}";
    }

    /// <summary>The address of a task as data: good for every attempt; null when the host has none.</summary>
    public string? Of(string execution, string task, long now) => Server is null
        ? null
        : Plain(execution, task) + Token(execution, task, string.Empty, now, options.CallbackTokenLifetime);

    private string Plain(string execution, string task) =>
        $"{Server}{_path}?execution_id={Uri.EscapeDataString(execution)}&task_name={Uri.EscapeDataString(task)}";

    private string Token(string execution, string task, string attempt, long from, TimeSpan lifetime)
    {
        if (tokens is null)
        {
            return string.Empty;
        }

        var expiry = from + Math.Min(lifetime.Ticks, DateTimeOffset.MaxValue.Ticks - from);
        return $"&token={tokens.Sign(execution, task, attempt, new(expiry, TimeSpan.Zero))}";
    }
}
