using FlowKit.Errors;

namespace FlowKit.Sqlite.Tests.Reading;

/// <summary>Bytes that are other ones than were written.</summary>
public sealed class DamageTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    [Theory]
    [InlineData("UPDATE log SET bytes = CAST('twO' AS BLOB) WHERE version = 2")]
    [InlineData("UPDATE log SET bytes = CAST('' AS BLOB) WHERE version = 2")]
    [InlineData("UPDATE log SET sum = sum + 1 WHERE version = 2")]
    [InlineData("UPDATE log SET version = 7 WHERE version = 2")]
    [InlineData("UPDATE log SET execution = 2 WHERE version = 2")]
    [InlineData("UPDATE log SET before = NULL WHERE version = 2")]
    [InlineData("UPDATE log SET before = 3 WHERE version = 2")]
    [InlineData("UPDATE executions SET head = 3 WHERE id = 'a'")]
    [InlineData("UPDATE executions SET head = 1 WHERE id = 'a'")]
    [InlineData("UPDATE executions SET head = 99 WHERE id = 'a'")]
    [InlineData("UPDATE executions SET version = 3 WHERE id = 'a'")]
    [InlineData("UPDATE executions SET status = 'RuNNING' WHERE id = 'a'")]
    [InlineData("UPDATE executions SET started = -1 WHERE id = 'a'")]
    [InlineData("UPDATE executions SET due = 4000000000000000000 WHERE id = 'a'")]
    public async Task A_save_that_is_another_one_is_told_and_the_others_are_read(string damage)
    {
        await using (var store = _folder.Open())
        {
            await store.CreateAsync(Some.Header("a"));
            await store.SaveAsync("a", 2, "two");
            await store.CreateAsync(Some.Header("b"));
        }

        StoreFolder.Run(_folder.File, damage);
        await using var again = _folder.Open();
        var fault = await Assert.ThrowsAnyAsync<FlowException>(async () => await again.LoadAsync("a", default));
        Assert.Equal(FlowErrorCodes.StoreDamaged, fault.Code);
        Assert.Contains("backup", fault.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.File, fault.Message, StringComparison.Ordinal);
        Assert.Equal("1: start", await again.ShowAsync("b"));
    }

    [Theory]
    [InlineData("UPDATE log SET before = 3 WHERE version = 2", true)]
    [InlineData("UPDATE log SET before = 3 WHERE version = 2", false)]
    [InlineData("UPDATE executions SET head = 3 WHERE id = 'a'", true)]
    [InlineData("UPDATE executions SET head = 3 WHERE id = 'a'", false)]
    public async Task What_is_damaged_takes_nothing_of_another_with_it(string damage, bool isDeleted)
    {
        await using (var store = _folder.Open())
        {
            await store.CreateAsync(Some.Header("a"));
            await store.SaveAsync("a", 2, "two");
            await store.CreateAsync(Some.Header("b"));
        }

        StoreFolder.Run(_folder.File, damage);
        await using var again = _folder.Open();
        Assert.True(isDeleted ? await again.TryDeleteAsync("a", default) : await again.SaveAsync("a", 3, "three", snapshot: true));
        Assert.Equal(isDeleted ? null : "3: three", await again.ShowAsync("a"));
        Assert.Equal("1: start", await again.ShowAsync("b"));
    }

    /// <summary>One bit of the file is another: nothing is read that was not written, whatever it is.</summary>
    [Fact]
    public async Task A_bit_that_turned_is_told_or_does_no_harm()
    {
        var seed = Environment.GetEnvironmentVariable("FLOWKIT_FUZZ_SEED") is { } given ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : 1;
        var random = new Random(seed);
        await using (var store = _folder.Open())
        {
            for (var i = 0; i < 40; i++)
            {
                await store.CreateAsync(Some.Header($"e{i}", i) with { BusinessKey = $"k{i}", Creator = $"c{i % 3}" }, new string('x', 400));
                await store.SaveAsync($"e{i}", 2, new string('y', 3_000));
            }
        }

        var whole = await File.ReadAllBytesAsync(_folder.File);
        var right = await ShowAllAsync(_folder);
        for (var i = 0; i < 60; i++)
        {
            var (at, bit) = (random.Next(100, whole.Length), random.Next(8));
            using var folder = new StoreFolder();
            var bytes = (byte[])whole.Clone();
            bytes[at] ^= (byte)(1 << bit);
            await File.WriteAllBytesAsync(folder.File, bytes);
            var found = await ShowAllAsync(folder);
            var wrong = found?.Find(one => !right!.Contains(one));
            Assert.True(wrong is null, $"seed {seed}, bit {bit} of byte {at}: {wrong}");
        }
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>What every execution says that can be read; null when the store is refused.</summary>
    private static async Task<List<string>?> ShowAllAsync(StoreFolder folder)
    {
        try
        {
            await using var store = folder.Open();
            var said = new List<string>();
            foreach (var header in (await store.ListAsync(new() { Limit = 1_000 }, default)).Executions)
            {
                try
                {
                    // A version that is another is no version: the engine says that it does not know it.
                    said.Add($"{header with { FlowVersion = "v1" }} {await store.ShowAsync(header.ExecutionId)}");
                }
                catch (FlowException fault) when (fault.Code == FlowErrorCodes.StoreDamaged)
                {
                }
            }

            return said;
        }
        catch (FlowException fault) when (fault.Code is FlowErrorCodes.StoreDamaged or FlowErrorCodes.StoreNewer)
        {
            return null;
        }
    }
}
