namespace FlowKit.Core.Tests.Properties.Flows;

/// <summary>The retries of a function.</summary>
/// <param name="Times">How many at most.</param>
/// <param name="Interval">Ticks; whole seconds.</param>
/// <param name="Multiplier">What each wait is multiplied by.</param>
/// <param name="Fibonacci">Waits grow as 1, 2, 3, 5, 8 ... intervals instead.</param>
/// <param name="MaxInterval">Ticks; 0 for no bound.</param>
/// <param name="Condition">What an output must meet to be retried; null for any.</param>
internal sealed record RetryModel(int Times, long Interval, int Multiplier, bool Fibonacci, long MaxInterval, ConditionModel? Condition);
