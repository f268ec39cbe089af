using FlowKit.Testing;

namespace FlowKit.Tests.Testing;

public sealed class VirtualTimeTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly VirtualTime _time = new();
    private readonly List<string> _fired = [];

    [Fact]
    public void The_clock_stands_at_its_start_until_it_is_moved()
    {
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), _time.GetUtcNow());
        var before = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromMinutes(90));

        Assert.Equal(VirtualTime.DefaultStart.AddMinutes(90), _time.GetUtcNow());
        Assert.Equal(TimeSpan.FromMinutes(90), _time.GetElapsedTime(before));
        Assert.Equal(TimeSpan.FromMinutes(90), _time.Elapsed);
        Assert.Equal(_time.GetUtcNow(), _time.GetLocalNow());
    }

    [Fact]
    public void The_start_may_be_chosen()
    {
        var start = new DateTimeOffset(1999, 12, 31, 23, 59, 59, TimeSpan.FromHours(2));
        Assert.Equal(start, new VirtualTime(start).GetUtcNow());
    }

    [Fact]
    public void Timers_fire_in_the_order_of_their_times_and_those_of_one_instant_in_the_order_they_were_set()
    {
        Set("late", 3);
        Set("first", 1);
        Set("second", 1);
        Set("never", 4);
        _time.Advance(3 * Second);

        Assert.Equal(["first@1", "second@1", "late@3"], _fired);
        Assert.Equal(VirtualTime.DefaultStart + (4 * Second), _time.NextDue);
    }

    [Fact]
    public void A_timer_due_exactly_at_the_end_fires_and_one_due_later_does_not()
    {
        Set("end", 2);
        _time.CreateTimer(_ => _fired.Add("after"), null, (2 * Second) + TimeSpan.FromTicks(1), Timeout.InfiniteTimeSpan);
        _time.Advance(2 * Second);
        Assert.Equal(["end@2"], _fired);
    }

    [Fact]
    public void A_timer_set_by_a_timer_fires_on_the_same_way()
    {
        _time.CreateTimer(_ => Set("inner", 2), null, Second, Timeout.InfiniteTimeSpan);
        _time.Advance(3 * Second);
        Assert.Equal(["inner@3"], _fired);
    }

    [Fact]
    public void A_timer_due_at_once_waits_for_the_next_advance()
    {
        Set("now", 0);
        Assert.Empty(_fired);
        _time.Advance(TimeSpan.Zero);
        Assert.Equal(["now@0"], _fired);
    }

    [Fact]
    public void A_period_repeats_until_the_timer_is_disposed()
    {
        var timer = _time.CreateTimer(_ => _fired.Add($"{_time.Elapsed.TotalSeconds}"), null, Second, 2 * Second);
        _time.Advance(6 * Second);
        Assert.Equal(["1", "3", "5"], _fired);

        timer.Dispose();
        _time.Advance(6 * Second);
        Assert.Equal(3, _fired.Count);
        Assert.Null(_time.NextDue);
    }

    [Fact]
    public void Change_sets_a_timer_anew_and_a_disposed_one_refuses()
    {
        var timer = Set("moved", 1);
        Assert.True(timer.Change(5 * Second, Timeout.InfiniteTimeSpan));
        _time.Advance(4 * Second);
        Assert.Empty(_fired);
        Assert.True(timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        _time.Advance(4 * Second);
        Assert.Empty(_fired);
        Assert.True(timer.Change(Second, TimeSpan.Zero));
        _time.Advance(4 * Second);
        Assert.Equal(["moved@9"], _fired);

        timer.Dispose();
        Assert.False(timer.Change(Second, Second));
    }

    [Fact]
    public void A_callback_gets_its_state_and_no_synchronisation_context()
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new SynchronizationContext());
        object? seen = null;
        var context = SynchronizationContext.Current;
        _time.CreateTimer(
            state =>
            {
                seen = state;
                context = SynchronizationContext.Current;
            },
            "state",
            Second,
            Timeout.InfiniteTimeSpan);
        _time.Advance(Second);
        SynchronizationContext.SetSynchronizationContext(before);

        Assert.Equal("state", seen);
        Assert.Null(context);
    }

    [Fact]
    public void Negative_times_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _time.Advance(-Second));
        Assert.Throws<ArgumentOutOfRangeException>(() => Set("x", -2));
        Assert.Throws<ArgumentOutOfRangeException>(() => _time.CreateTimer(_ => { }, null, Second, -2 * Second));
        Assert.Throws<ArgumentNullException>(() => _time.CreateTimer(null!, null, Second, Second));
    }

    [Fact]
    public async Task A_delay_of_this_clock_ends_when_the_clock_gets_there()
    {
        var delay = Task.Delay(TimeSpan.FromHours(1), _time);
        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.False(delay.IsCompleted);
        _time.Advance(TimeSpan.FromMinutes(1));
        await delay;
    }

    [Fact]
    public async Task Timers_set_and_disposed_from_many_threads_all_fire_or_none()
    {
        var fired = 0;
        await Parallel.ForAsync(0, 200, (number, _) =>
        {
            var timer = _time.CreateTimer(_ => Interlocked.Increment(ref fired), null, Second * (number % 7), Timeout.InfiniteTimeSpan);
            if (number % 2 == 0)
            {
                timer.Dispose();
            }

            return ValueTask.CompletedTask;
        });
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(100, fired);
    }

    private ITimer Set(string name, double seconds) => _time.CreateTimer(
        _ => _fired.Add($"{name}@{_time.Elapsed.TotalSeconds}"), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
}
