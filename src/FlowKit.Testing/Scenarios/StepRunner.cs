namespace FlowKit.Testing.Scenarios;

/// <summary>Does what a step says.</summary>
internal static class StepRunner
{
    /// <exception cref="Errors.FlowException">The engine refuses it.</exception>
    public static Task RunAsync(FlowTestBed bed, ScenarioStep step, string id, CancellationToken token) => step switch
    {
        ScenarioStep.Advance advance => bed.AdvanceAsync(advance.By, token),
        ScenarioStep.Callback callback => bed.CallAsync(engine => engine.CompleteTaskAsync(id, callback.Told, token), token),
        ScenarioStep.WakeUp wakeUp => bed.CallAsync(engine => engine.WakeAsync(id, wakeUp.Task, wakeUp.Output, token), token),
        ScenarioStep.Cancel => bed.CallAsync(engine => engine.CancelAsync(id, cancellationToken: token), token),
        ScenarioStep.RetryTasks retry => bed.CallAsync(engine => engine.RetryAsync(id, retry.Tasks, cancellationToken: token), token),
        ScenarioStep.RetryFailed => bed.CallAsync(engine => engine.RetryFromFailedAsync(id, cancellationToken: token), token),
        ScenarioStep.RetryAll => bed.CallAsync(engine => engine.RestartAsync(id, cancellationToken: token), token),
        ScenarioStep.RunTask run => bed.CallAsync(engine => engine.RunTaskAsync(id, run.Task, cancellationToken: token), token),
        ScenarioStep.Skip skip => bed.CallAsync(engine => engine.SkipAsync(id, skip.Task, cancellationToken: token), token),
        ScenarioStep.Pause => bed.CallAsync(engine => engine.PauseAsync(id, cancellationToken: token), token),
        ScenarioStep.Resume => bed.CallAsync(engine => engine.ResumeAsync(id, cancellationToken: token), token),
        _ => bed.RestartAsync(token),
    };
}
