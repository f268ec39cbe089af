using FlowKit.Dispatching;

namespace FlowKit.Steps;

/// <summary>The code of a step, whatever it was written as. An answer's output is what the step gives; an empty one for nothing.</summary>
internal delegate ValueTask<DispatchOutcome> StepCode(StepContext step, CancellationToken cancellationToken);
