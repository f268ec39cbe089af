using Microsoft.Extensions.Logging;

namespace FlowKit.Cli.Serving;

/// <summary>What a server logs, a line each on standard error: the level, then the message. Exceptions by type and message.</summary>
internal sealed class CliLogs(TextWriter error) : ILoggerProvider, ILogger
{
    private readonly TextWriter _error = TextWriter.Synchronized(error);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and < LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            var fault = exception is null ? string.Empty : $" ({exception.GetType().Name}: {exception.Message})";
            _error.WriteLine($"{Word(logLevel)}: {formatter(state, exception)}{fault}".ReplaceLineEndings(" "));
        }
    }

    public void Dispose()
    {
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        _ => "error",
    };
}
