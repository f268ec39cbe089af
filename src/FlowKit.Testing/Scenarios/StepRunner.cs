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
        ScenarioStep.Cancel => bed.CallAsync(engine => engine.CancelAsync(id, null, token), token),
        ScenarioStep.RetryTasks retry => bed.CallAsync(engine => EngineGaps.RetryAsync(engine, id, retry.Tasks, token), token),
        ScenarioStep.RetryFailed => bed.CallAsync(engine => EngineGaps.RetryFromFailedAsync(engine, id, token), token),
        ScenarioStep.RetryAll => bed.CallAsync(engine => EngineGaps.RestartAsync(engine, id, token), token),
        ScenarioStep.RunTask run => bed.CallAsync(engine => EngineGaps.RunTaskAsync(engine, id, run.Task, token), token),
        ScenarioStep.Skip skip => bed.CallAsync(engine => EngineGaps.SkipAsync(engine, id, skip.Task, token), token),
        ScenarioStep.Pause => bed.CallAsync(engine => EngineGaps.PauseAsync(engine, id, token), token),
        ScenarioStep.Resume => bed.CallAsync(engine => EngineGaps.ResumeAsync(engine, id, token), token),
        _ => bed.RestartAsync(token),
    };
}
