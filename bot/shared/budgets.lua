-- Telegram's budgets, kept once for all processes: the same algorithm as bot/budgets.py, on the server's own clock.
-- KEYS: all (a hash), calls (a sorted set: call -> when it reached Telegram), chat (when its next call is in order)
-- ARGV: operation, then its numbers. Every answer: seconds to wait, place or '', seconds for which the gate is closed.
local operation = ARGV[1]
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1e6
local all, calls, chat = KEYS[1], KEYS[2], KEYS[3]
local KEPT_SECONDS = 3600

local function number(name, otherwise)
  return tonumber(redis.call('HGET', all, name) or otherwise)
end

local function exact(value)
  return string.format('%.6f', value)
end

local function answer(seconds, mark)
  local closed = math.max(0, number('closed_until', 0) - now)
  return {exact(math.max(0, seconds)), mark or '', exact(closed)}
end

local function chat_next()
  return tonumber(redis.call('GET', chat) or 0)
end

local function keep_chat(at)
  redis.call('SET', chat, exact(at), 'PX', math.ceil(math.max(1, at - now + 1) * 1000))
end

if operation == 'chat_seconds' or operation == 'reserve_chat' then
  local spacing, burst = tonumber(ARGV[2]), tonumber(ARGV[3])
  local earliest = math.max(chat_next(), now)
  local seconds = earliest - now - spacing * (burst - 1)
  if operation == 'reserve_chat' then
    keep_chat(earliest + spacing)
  end
  return answer(seconds)
end

if operation == 'rest' then
  local spacing, burst, chat_id = tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
  local seconds, told_at = tonumber(ARGV[5]), now - tonumber(ARGV[6])
  local together, stretch, most = tonumber(ARGV[7]), tonumber(ARGV[8]), tonumber(ARGV[9])
  keep_chat(math.max(chat_next(), now + seconds + spacing * (burst - 1)))
  local told_chat = redis.call('HGET', all, 'told_chat')
  if told_chat and told_chat ~= chat_id and told_at - number('told_at', 0) <= together then
    redis.call('HSET', all,
      'closed_until', exact(math.max(number('closed_until', 0), now + seconds)),
      'stretch', exact(math.min(most, number('stretch', 1) * stretch)))
  end
  redis.call('HSET', all, 'told_chat', chat_id, 'told_at', exact(told_at))
  redis.call('EXPIRE', all, math.ceil(KEPT_SECONDS + seconds))
  return answer(0)
end

if operation == 'answered' then
  local mark, forget = ARGV[2], tonumber(ARGV[3])
  local made_at = tonumber(redis.call('ZSCORE', calls, mark) or now)
  local took = now - made_at
  local fastest = math.min(took, number('fastest', 1e9) * forget)
  redis.call('HSET', all, 'fastest', exact(fastest))
  if took > fastest then
    redis.call('ZADD', calls, 'XX', exact(now - fastest), mark)
  end
  return answer(0)
end

-- reserve, take
local per_second, catching_up, second, relax = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
if redis.call('HEXISTS', all, 'next') == 0 then
  -- Nothing is known, as after a restart without a file: whatever went out a moment ago counts as a full second.
  redis.call('HSET', all, 'next', exact(now + second + (catching_up - 1) / per_second))
end
local next_at = math.max(number('next', 0), number('closed_until', 0) + (catching_up - 1) / per_second)
local seconds = next_at - now - (catching_up - 1) / per_second
local most = math.floor(per_second) + 1
local earlier = redis.call('ZRANGE', calls, -most, -most, 'WITHSCORES')
if earlier[2] then
  seconds = math.max(seconds, tonumber(earlier[2]) + second - now)
end
if operation == 'take' and seconds > 1e-6 then
  return answer(seconds)
end
seconds = math.max(0, seconds)
local stretch = number('stretch', 1)
local mark = redis.call('HINCRBY', all, 'calls', 1)
redis.call('HSET', all,
  'next', exact(math.max(next_at, now) + stretch / per_second),
  'stretch', exact(math.max(1, stretch * relax)))
redis.call('ZADD', calls, exact(now + seconds), mark)
redis.call('ZREMRANGEBYSCORE', calls, '-inf', exact(now - 60))
redis.call('EXPIRE', all, math.ceil(KEPT_SECONDS + seconds + math.max(0, number('closed_until', 0) - now)))
redis.call('EXPIRE', calls, 120)
return answer(seconds, tostring(mark))
