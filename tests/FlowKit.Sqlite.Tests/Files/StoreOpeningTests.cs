using FlowKit.Errors;

namespace FlowKit.Sqlite.Tests.Files;

public sealed class StoreOpeningTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    [Fact]
    public void A_text_is_refused_and_stays_as_it_is() => RefusedUnchanged(
        FlowErrorCodes.StoreForeign, () => File.WriteAllText(_folder.File, string.Concat(Enumerable.Repeat("a shopping list, ", 500))));

    [Fact]
    public void A_short_text_is_refused_and_stays_as_it_is() =>
        RefusedUnchanged(FlowErrorCodes.StoreForeign, () => File.WriteAllText(_folder.File, "SQLite format 3"));

    [Theory]
    [InlineData("DELETE")]
    [InlineData("WAL")]
    public void A_database_of_another_program_is_refused_and_stays_as_it_is(string journal) => RefusedUnchanged(
        FlowErrorCodes.StoreForeign, () => StoreFolder.Run(_folder.File, $"PRAGMA journal_mode = {journal}; CREATE TABLE executions(x); INSERT INTO executions VALUES(1)"));

    [Fact]
    public async Task A_store_of_a_newer_schema_is_refused_and_stays_as_it_is()
    {
        await FillAsync();
        RefusedUnchanged(FlowErrorCodes.StoreNewer, () => StoreFolder.Run(_folder.File, "PRAGMA user_version = 99"));
    }

    [Fact]
    public async Task A_newer_schema_that_is_still_in_the_write_ahead_log_is_refused_and_stays_there()
    {
        await FillAsync();
        using var other = StoreFolder.OpenForeign(_folder.File);
        StoreFolder.Run(other, "PRAGMA user_version = 99");
        using var crashed = _folder.AfterCrash();
        RefusedUnchanged(crashed, FlowErrorCodes.StoreNewer);
    }

    [Fact]
    public async Task A_store_that_was_cut_off_is_refused_and_stays_as_it_is()
    {
        await FillAsync();
        RefusedUnchanged(FlowErrorCodes.StoreDamaged, () =>
        {
            using var file = File.OpenWrite(_folder.File);
            file.SetLength(file.Length / 2);
        });
    }

    [Fact]
    public async Task A_store_that_was_written_over_is_refused_and_stays_as_it_is()
    {
        await FillAsync();
        RefusedUnchanged(FlowErrorCodes.StoreDamaged, () =>
        {
            using var file = File.OpenWrite(_folder.File);
            file.Position = file.Length / 2;
            file.Write(new byte[8192].Select((_, i) => (byte)(i * 7)).ToArray());
        });
    }

    [Theory]
    [InlineData("DROP TABLE log")]
    [InlineData("ALTER TABLE flows RENAME COLUMN is_foreign TO is_foreigm")]
    [InlineData("DROP INDEX executions_finished")]
    [InlineData("PRAGMA user_version = 0")]
    [InlineData("PRAGMA user_version = 1")]
    public async Task A_store_whose_tables_are_others_is_refused_and_stays_as_it_is(string damage)
    {
        await FillAsync();
        RefusedUnchanged(FlowErrorCodes.StoreDamaged, () => StoreFolder.Run(_folder.File, damage));
    }

    [Fact]
    public async Task A_write_ahead_log_that_is_none_is_refused_and_stays_as_it_is()
    {
        await FillAsync();
        RefusedUnchanged(FlowErrorCodes.StoreDamaged, () => File.WriteAllBytes(_folder.File + "-wal", [.. Enumerable.Repeat((byte)7, 10_000)]));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000000000000000000000", true)]
    [InlineData("377F0682002DE218000010000000", true)]
    [InlineData("377F0682002DE21800001000000000000000000000000000000000000000000000000000", false)]
    public async Task A_write_ahead_log_without_a_beginning_is_what_a_crash_leaves(string bytes, bool isOpened)
    {
        await FillAsync();
        await File.WriteAllBytesAsync(_folder.File + "-wal", Convert.FromHexString(bytes));
        if (isOpened)
        {
            await using var store = _folder.Open();
            Assert.Equal(200, (await store.OpenIdsAsync()).Count);
        }
        else
        {
            Assert.Equal(FlowErrorCodes.StoreDamaged, Assert.ThrowsAny<FlowException>(() => _folder.Open()).Code);
        }
    }

    /// <summary>With another byte: nothing but the last commit, on which nothing was built, is dropped without a word.</summary>
    [Theory]
    [InlineData(SqliteFlush.EveryCommit)]
    [InlineData(SqliteFlush.AtCheckpoints)]
    public async Task A_write_ahead_log_whose_bytes_are_other_ones_is_told(SqliteFlush flush)
    {
        const int Commits = 12;
        using var crashed = await WithLogAsync(Commits);
        var whole = await File.ReadAllBytesAsync(crashed.File + "-wal");
        var (refused, at) = (0, 0);
        foreach (var place in Enumerable.Range(0, 60).Select(i => 40 + (i * (whole.Length - 40) / 60)))
        {
            using var folder = new StoreFolder();
            File.Copy(crashed.File, folder.File);
            var bytes = (byte[])whole.Clone();
            bytes[place] ^= 0x10;
            await File.WriteAllBytesAsync(folder.File + "-wal", bytes);
            try
            {
                await using var store = folder.Open(new() { Flush = flush });
                var kept = (await store.OpenIdsAsync()).Count;
                Assert.True(flush == SqliteFlush.AtCheckpoints || kept >= Commits - 1, $"byte {place}: {kept} of {Commits}");
                at = Math.Max(at, kept);
            }
            catch (FlowException fault) when (fault.Code == FlowErrorCodes.StoreDamaged && flush == SqliteFlush.EveryCommit)
            {
                refused++;
            }
        }

        Assert.Equal(flush == SqliteFlush.EveryCommit, refused > 40);
        Assert.InRange(at, Commits - 1, Commits);
    }

    [Fact]
    public async Task A_write_ahead_log_that_was_cut_off_is_opened_with_what_is_whole()
    {
        using var crashed = await WithLogAsync(5);
        using (var log = File.OpenWrite(crashed.File + "-wal"))
        {
            log.SetLength(log.Length - 10);
        }

        await using var store = crashed.Open();
        Assert.Equal(4, (await store.OpenIdsAsync()).Count);
    }

    [Fact]
    public async Task Damage_in_a_store_too_large_to_be_checked_is_told_when_it_is_met()
    {
        await FillAsync();
        var size = new FileInfo(_folder.File).Length;
        using (var file = File.OpenWrite(_folder.File))
        {
            file.Position = 4096 * 8;
            file.Write(new byte[size - (4096 * 8)].Select((_, i) => (byte)(i * 7)).ToArray());
        }

        var fault = await Assert.ThrowsAnyAsync<FlowException>(async () =>
        {
            await using var store = _folder.Open(new() { CheckedBytes = 0 });
            for (var i = 0; i < 200; i++)
            {
                await store.LoadAsync($"e{i}", default);
            }
        });
        Assert.Equal(FlowErrorCodes.StoreDamaged, fault.Code);
        Assert.Contains(_folder.File, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_has_one_owner()
    {
        using var store = _folder.Open();
        var fault = Assert.ThrowsAny<FlowException>(() => _folder.Open());
        Assert.Equal(FlowErrorCodes.StoreInUse, fault.Code);
        Assert.Contains("another process", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_has_one_owner_whatever_it_is_called()
    {
        using var store = _folder.Open();
        var link = Path.Combine(_folder.Path, "other.db");
        File.CreateSymbolicLink(link, _folder.File);
        Assert.Equal(FlowErrorCodes.StoreInUse, Assert.Throws<FlowException>(() => SqliteStateStore.Open($"Data Source={link}")).Code);
    }

    [Fact]
    public void An_owner_that_closed_lets_the_next_one_in()
    {
        _folder.Open().Dispose();
        _folder.Open().Dispose();
    }

    [Fact]
    public void A_store_that_was_refused_lets_the_next_one_in()
    {
        File.WriteAllText(_folder.File, "SQLite");
        Assert.ThrowsAny<FlowException>(() => _folder.Open());
        File.Delete(_folder.File);
        _folder.Open().Dispose();
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told()
    {
        var fault = Assert.Throws<FlowException>(() => SqliteStateStore.Open($"Data Source={_folder.Path}/none/flows.db"));
        Assert.Equal(FlowErrorCodes.StoreUnreachable, fault.Code);
    }

    [Fact]
    public void A_folder_in_place_of_the_file_is_told()
    {
        Directory.CreateDirectory(_folder.File);
        Assert.Equal(FlowErrorCodes.StoreUnreachable, Assert.ThrowsAny<FlowException>(() => _folder.Open()).Code);
    }

    [Fact]
    public void A_file_that_must_be_there_is_not_made()
    {
        var fault = Assert.Throws<FlowException>(() => SqliteStateStore.Open($"{_folder.ConnectionString};Mode=ReadWrite"));
        Assert.Equal(FlowErrorCodes.StoreUnreachable, fault.Code);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=")]
    [InlineData("Data Source=file:flows.db")]
    [InlineData("Mode=ReadWrite")]
    [InlineData("Data Source=flows.db;Password=x")]
    [InlineData("Data Source=flows.db;Mode=ReadOnly")]
    [InlineData("Data Source=flows.db;Mode=Memory")]
    [InlineData("flows.db")]
    public void A_connection_string_that_a_store_cannot_follow_is_refused(string connectionString) =>
        Assert.Throws<ArgumentException>(() => SqliteStateStore.Open(connectionString));

    [Fact]
    public async Task An_empty_file_becomes_a_store()
    {
        File.WriteAllBytes(_folder.File, []);
        await FillAsync();
    }

    [Fact]
    public async Task A_store_may_be_laid_out_by_hand()
    {
        StoreFolder.Run(_folder.File, SqliteStateStore.SchemaScript);
        await FillAsync();
    }

    [Fact]
    public void Bounds_below_zero_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _folder.Open(new() { KeptExecutions = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => _folder.Open(new() { KeptFor = TimeSpan.FromTicks(-1) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => _folder.Open(new() { CheckedBytes = -1 }));
    }

    [Fact]
    public async Task A_closed_store_takes_nothing()
    {
        var store = _folder.Open();
        await store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.CreateAsync(Some.Header("a")));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.LoadAsync("a", default));
        await store.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    private async Task FillAsync()
    {
        await using var store = _folder.Open();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => store.CreateAsync(Some.Header($"e{i}"), new string('x', 300)).AsTask()));
        Assert.Equal(200, (await store.OpenIdsAsync()).Count);
    }

    /// <summary>A store of which so many executions, each a commit of its own, stand in the log alone.</summary>
    private async Task<StoreFolder> WithLogAsync(int commits)
    {
        await _folder.Open().DisposeAsync();
        await using var store = _folder.Open();
        for (var i = 0; i < commits; i++)
        {
            await store.CreateAsync(Some.Header($"e{i}"), new string('x', 6_000));
        }

        return _folder.AfterCrash();
    }

    private void RefusedUnchanged(string code, Action make)
    {
        make();
        RefusedUnchanged(_folder, code);
    }

    private static void RefusedUnchanged(StoreFolder folder, string code)
    {
        var before = Bytes(folder);
        var fault = Assert.ThrowsAny<FlowException>(() => folder.Open());
        Assert.Equal(code, fault.Code);
        Assert.Contains(folder.File, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(OpenFiles(), file => file.StartsWith(folder.File, StringComparison.Ordinal));
        Assert.Equal(before, Bytes(folder));
    }

    /// <summary>What this process has open; nothing where the system does not say.</summary>
    private static IEnumerable<string> OpenFiles() => Directory.Exists("/proc/self/fd")
        ? Directory.EnumerateFiles("/proc/self/fd").Select(link => new FileInfo(link).LinkTarget ?? string.Empty)
        : [];

    /// <summary>The file and its log.</summary>
    private static List<(string Name, string Bytes)> Bytes(StoreFolder folder) =>
        [.. Directory.GetFiles(folder.Path, "flows.db*").Order().Where(file => !file.EndsWith("-lock", StringComparison.Ordinal) && !file.EndsWith("-shm", StringComparison.Ordinal))
            .Where(file => new FileInfo(file).Length > 0)
            .Select(file => (Path.GetFileName(file), Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))))];
}
