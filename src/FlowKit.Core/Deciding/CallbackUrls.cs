namespace FlowKit.Deciding;

/// <summary>The addresses under which executors bring results back.</summary>
internal sealed class CallbackUrls(Uri? server, string prefix)
{
    private readonly string? _endpoint = server is null ? null : $"{server.ToString().TrimEnd('/')}{prefix.TrimEnd('/')}/trigger.json";

    /// <summary>The host's own address without a slash at its end; null when it has none.</summary>
    public string? Server { get; } = server?.ToString().TrimEnd('/');

    /// <summary>The address of a task instance; null when the host has none.</summary>
    public string? For(string execution, string task) => _endpoint is null
        ? null
        : $"{_endpoint}?execution_id={Uri.EscapeDataString(execution)}&task_name={Uri.EscapeDataString(task)}";
}
