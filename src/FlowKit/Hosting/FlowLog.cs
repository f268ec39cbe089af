using Microsoft.Extensions.Logging;

namespace FlowKit.Hosting;

/// <summary>
/// Every line the package logs, under one category. Numbers are never reused; <c>docs/telemetry.md</c> lists them. Ids, names, codes and
/// counts only: the message of a failure may come from an executor and hold anything, so it stays with the task.
/// </summary>
internal static partial class FlowLog
{
    public const string Category = "FlowKit";

    [LoggerMessage(EventId = 1001, Level = LogLevel.Information, Message = "The flow engine has started; flows: {Flows}")]
    public static partial void EngineStarted(ILogger log, int flows);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Information, Message = "The flow engine has stopped")]
    public static partial void EngineStopped(ILogger log);

    [LoggerMessage(EventId = 1003, Level = LogLevel.Warning, Message = "{Code}: {Text} (execution {ExecutionId}, task {Task})")]
    public static partial void Notice(ILogger log, string code, string text, string? executionId, string? task, Exception? exception);

    [LoggerMessage(EventId = 1004, Level = LogLevel.Warning, Message = "{Text}")]
    public static partial void FlowWarning(ILogger log, string text);

    [LoggerMessage(EventId = 1101, Level = LogLevel.Information, Message = "Execution {ExecutionId} of {Flow} succeeded")]
    public static partial void ExecutionSucceeded(ILogger log, string executionId, string flow);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Warning, Message = "Execution {ExecutionId} of {Flow} failed at {Task} with {Code}")]
    public static partial void ExecutionFailed(ILogger log, string executionId, string flow, string? task, string? code);

    [LoggerMessage(EventId = 1103, Level = LogLevel.Information, Message = "Execution {ExecutionId} of {Flow} was cancelled")]
    public static partial void ExecutionCanceled(ILogger log, string executionId, string flow);

    [LoggerMessage(EventId = 1104, Level = LogLevel.Warning, Message = "Execution {ExecutionId} of {Flow} reached its time limit")]
    public static partial void ExecutionTimedOut(ILogger log, string executionId, string flow);

    [LoggerMessage(EventId = 1105, Level = LogLevel.Information, Message = "Execution {ExecutionId} of {Flow} has done its key path")]
    public static partial void ExecutionKeySucceeded(ILogger log, string executionId, string flow);

    [LoggerMessage(EventId = 1201, Level = LogLevel.Debug, Message = "Task {Task} of execution {ExecutionId} succeeded")]
    public static partial void TaskSucceeded(ILogger log, string? task, string executionId);

    [LoggerMessage(EventId = 1202, Level = LogLevel.Information, Message = "Task {Task} of execution {ExecutionId} failed with {Code}")]
    public static partial void TaskFailed(ILogger log, string? task, string executionId, string? code);

    [LoggerMessage(EventId = 1203, Level = LogLevel.Debug, Message = "Task {Task} of execution {ExecutionId} was skipped")]
    public static partial void TaskSkipped(ILogger log, string? task, string executionId);

    [LoggerMessage(EventId = 1204, Level = LogLevel.Debug, Message = "Task {Task} of execution {ExecutionId} was cancelled")]
    public static partial void TaskCanceled(ILogger log, string? task, string executionId);

    [LoggerMessage(EventId = 1205, Level = LogLevel.Debug, Message = "Attempt {Attempt} of task {Task} of execution {ExecutionId} is sent out")]
    public static partial void AttemptSent(ILogger log, int attempt, string task, string executionId);
}
