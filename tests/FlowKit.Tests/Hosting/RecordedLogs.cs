using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace FlowKit.Tests.Hosting;

/// <summary>Keeps every line that is logged, with the scopes it stands in.</summary>
internal sealed class RecordedLogs : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public ConcurrentQueue<Line> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    /// <param name="Category">The category.</param>
    /// <param name="Level">The level.</param>
    /// <param name="Id">The number and name.</param>
    /// <param name="Text">The line.</param>
    /// <param name="Scope">What the scopes hold, outer ones first: <c>Task=call Attempt=1</c>.</param>
    public sealed record Line(string Category, LogLevel Level, EventId Id, string Text, string Scope);

    private string Scope()
    {
        var parts = new List<string>();
        _scopes.ForEachScope(
            static (scope, parts) => parts.AddRange(
                (scope as IEnumerable<KeyValuePair<string, object?>> ?? []).Select(pair => $"{pair.Key}={pair.Value}")),
            parts);
        return string.Join(' ', parts);
    }

    private sealed class Logger(string category, RecordedLogs logs) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            logs.Lines.Enqueue(new(category, logLevel, eventId, formatter(state, exception), logs.Scope()));
    }
}
