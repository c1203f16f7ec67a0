package io.automedia.sessions;

import io.automedia.limits.Endpoint;
import io.automedia.limits.Limits;
import io.automedia.limits.Rate;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// Counts in Redis how often passwords are tried, and decides, in one step for all nodes. Three gates have
/// to be open:
///
/// - an account from a network: so often in a minute, then a wait that doubles with every further attempt;
///   and thrice as often without a pause of an hour, then a wait between any two that doubles, too;
/// - a network: so often in a minute, and ten times that in an hour;
/// - an account from all networks: so often without a pause of an hour, then a wait that doubles. It is not
///   asked for networks in which the password was right in the last 30 days, so that strangers lock nobody out.
///
/// An attempt counts as it begins, since many can come at once. A right password takes it back from the
/// network, and clears what is counted of the account. What was refused counts for its own gate alone.
@Component
final class LoginCounters {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration KNOWN_FOR = Duration.ofDays(30);
    private static final int PAIR_IN_AN_HOUR = 3;
    private static final int NETWORK_IN_AN_HOUR = 10;
    private static final int KEY_LENGTH = 32;

    private static final RedisScript<List<Long>> COUNT = script("""
        local pair, tries, pause, network, hour, account, rest, known = unpack(KEYS)
        local arguments = {}
        for i, argument in ipairs(ARGV) do arguments[i] = tonumber(argument) end
        local free, window, inHour, ofNetwork, networkWindow, networkInHour, ofAccount, accountWindow,
          first, longest, anHour = unpack(arguments)
        local PAIR, NETWORK, ACCOUNT = 1, 2, 3

        local function doubled(wait, times) return wait * 2 ^ math.min(times, 20) end
        local function expire(key, millis) redis.call('PEXPIRE', key, string.format('%.0f', millis)) end
        local function count(key, millis)
          local counted = redis.call('INCR', key)
          if redis.call('PTTL', key) < 0 then expire(key, millis) end
          return counted
        end
        local function spent(key, times)
          if tonumber(redis.call('GET', key) or '0') < times then return nil end
          local begins = redis.call('INCR', key) == times + 1
          return {math.max(1, redis.call('PTTL', key)), begins and NETWORK or 0}
        end
        local function delay(key, waiting, times, memory)
          local counted = redis.call('INCR', key)
          local wait = counted < times and 0 or math.min(doubled(first, counted - times), longest)
          expire(key, memory + wait)
          if wait > 0 then redis.call('SET', waiting, '1', 'PX', string.format('%.0f', wait)) end
          return counted == times
        end

        local refused = spent(network, ofNetwork) or spent(hour, networkInHour)
        if refused then return refused end
        local left = redis.call('PTTL', pause)
        if left <= 0 and redis.call('EXISTS', known) == 0 then left = redis.call('PTTL', rest) end
        if left > 0 then return {left, 0} end
        local counted = count(pair, window)
        if counted > free then
          local wait = math.max(window, math.min(doubled(window, counted - free - 1), longest))
          expire(pair, wait)
          return {wait, counted == free + 1 and PAIR or 0}
        end
        count(network, networkWindow)
        count(hour, anHour)
        local locks = delay(tries, pause, inHour, anHour) and PAIR or 0
        if delay(account, rest, ofAccount, accountWindow) then locks = ACCOUNT end
        return {0, locks}
        """);

    private static final RedisScript<List<Long>> CLEAR = script("""
        local pair, tries, pause, network, hour, account, rest, known = unpack(KEYS)
        redis.call('DEL', pair, tries, pause, account, rest)
        for _, key in ipairs({network, hour}) do
          if tonumber(redis.call('GET', key) or '0') > 0 then redis.call('DECR', key) end
        end
        redis.call('SET', known, '1', 'PX', ARGV[1])
        return {}
        """);

    private final StringRedisTemplate redis;
    private final Rate pair;
    private final Rate network;
    private final Rate account;

    @Autowired
    LoginCounters(StringRedisTemplate redis, Limits limits) {
        this(
                redis,
                limits.rate(Endpoint.LOGIN),
                limits.rate(Endpoint.LOGIN_NETWORK),
                limits.rate(Endpoint.LOGIN_ACCOUNT));
    }

    LoginCounters(StringRedisTemplate redis, Rate pair, Rate network, Rate account) {
        this.redis = redis;
        this.pair = pair;
        this.network = network;
        this.account = account;
    }

    /// What is locked.
    enum Gate {
        /// An account for one network.
        PAIR,
        /// A network, for all accounts.
        NETWORK,
        /// An account, for all networks in which it is not known.
        ACCOUNT
    }

    /// What comes of an attempt.
    ///
    /// @param delay until the next attempt; nothing when it is free
    /// @param locks the gate that it shut; null when none, or when it was shut before
    record Verdict(Duration delay, @Nullable Gate locks) {}

    /// Counts an attempt at the password of an account.
    Verdict count(String from, String who) {
        List<Long> told = redis.execute(
                COUNT,
                keys(from, who),
                Long.toString(pair.times()),
                millis(pair.window()),
                Long.toString(PAIR_IN_AN_HOUR * pair.times()),
                Long.toString(network.times()),
                millis(network.window()),
                Long.toString(NETWORK_IN_AN_HOUR * network.times()),
                Long.toString(account.times()),
                millis(account.window()),
                millis(FIRST_WAIT),
                millis(LONGEST_WAIT),
                millis(HOUR));
        int gate = told.getLast().intValue();
        return new Verdict(Duration.ofMillis(told.getFirst()), gate == 0 ? null : Gate.values()[gate - 1]);
    }

    /// The password was right.
    void clear(String from, String who) {
        redis.execute(CLEAR, keys(from, who), millis(KNOWN_FOR));
    }

    /// What counts for it, in the order of the scripts.
    static List<String> keys(String from, String who) {
        String network = Client.network(from);
        String ofPair = key(network + "\n" + who, Endpoint.LOGIN);
        String ofNetwork = key("network\n" + network, Endpoint.LOGIN_NETWORK);
        String ofAccount = key("account\n" + who, Endpoint.LOGIN_ACCOUNT);
        return List.of(
                ofPair,
                ofPair + "_hour",
                ofPair + "_wait",
                ofNetwork,
                ofNetwork + "_hour",
                ofAccount,
                ofAccount + "_wait",
                ofPair + "_known");
    }

    private static String key(String what, Endpoint endpoint) {
        return Limits.key(SecretToken.hash(what).substring(0, KEY_LENGTH), endpoint);
    }

    private static String millis(Duration time) {
        return Long.toString(time.toMillis());
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static RedisScript<List<Long>> script(String text) {
        return (RedisScript) RedisScript.of(text, List.class);
    }
}
